// A random name for this device, so that a busy estate behind one address is not taken for one person. It says nothing else.
import { newKey } from './api'

const KEY = 'gw-device'
let own = ''

/** The header that carries the name; one of this visit alone where nothing can be kept. */
export function deviceHeader(): Record<string, string> {
  try {
    own ||= localStorage.getItem(KEY) ?? ''
    if (!own) localStorage.setItem(KEY, own = newKey())
  } catch {
    own ||= newKey()
  }
  return { 'X-Device': own }
}
