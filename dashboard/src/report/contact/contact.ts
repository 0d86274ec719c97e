// Who wants to hear, and how: what may be sent of it. Pure.
import type { Json } from '@shared/api'

export type WayCode = 'sms' | 'wechat' | 'email'
export interface Way { code: WayCode; name: string; simulated: boolean; check: boolean }
export interface Ways { ways: Way[]; code_minutes: number }
export interface Proof { way: 'sms' | 'email'; to: string; id: string }
/** What a draft holds of its writer's contact. */
export interface Contact {
  anonymous: boolean
  /** An anonymous reporter may want to hear all the same. */
  told: boolean
  contactName: string
  contactPhone: string
  contactEmail: string
  contactBy: '' | WayCode
  contactProof: Proof | null
}

export const freshContact = (): Contact => ({ anonymous: true, told: false, contactName: '', contactPhone: '', contactEmail: '', contactBy: '', contactProof: null })

const PHONE = /^\+?[\d\s-]{5,20}$/
const MAILBOX = /^[^\s@,;<>"]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,5}$/

const leaves = (from: Contact): boolean => from.told || !from.anonymous

/** Whether what was typed can be a phone and a mailbox; nothing at all can. */
export function contactFits(from: Contact): boolean {
  const [phone, email] = [from.contactPhone.trim(), from.contactEmail.trim()]
  return !leaves(from) || ((phone === '' || PHONE.test(phone)) && (email === '' || MAILBOX.test(email)))
}

/** The way that would be taken: the wished one where its address is there, else the first that has one. */
export function wayOf(from: Contact, ways: readonly Way[]): Way | null {
  const usable = ways.filter((way) => (way.code === 'email' ? from.contactEmail : from.contactPhone).trim() !== '')
  return usable.find((way) => way.code === from.contactBy) ?? usable[0] ?? null
}

/** Where a code of this way would go. */
export const addressOf = (from: Contact, way: Way): string => (way.code === 'email' ? from.contactEmail : from.contactPhone).trim()

/** `contact` of POST /reports, or undefined: a proof of another address goes nowhere. */
export function contactBody(from: Contact): { [key: string]: Json } | undefined {
  const [name, phone, email] = [from.anonymous ? '' : from.contactName.trim(), from.contactPhone.trim(), from.contactEmail.trim()]
  if (!leaves(from) || !(name || phone || email)) return undefined
  const proof = from.contactProof && [phone, email].includes(from.contactProof.to) ? from.contactProof.id : ''
  return { ...(name && { name }), ...(phone && { phone }), ...(email && { email }), ...(from.contactBy && { by: from.contactBy }), ...(proof && { proof }) }
}
