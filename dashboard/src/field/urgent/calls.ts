// Urgent calls as the phone makes and follows them. No DOM.
import type { Json } from '@shared/api'
import type { Person } from '@shared/types'
import { ownGround } from '../ground'
import type { Point } from '../tasks/geo'
import type { NewItem, OutboxItem } from '../types'

export interface UrgentCall {
  id: number; state: 'open' | 'received' | 'withdrawn'; called_at: string; done_at: string | null; text: string
  person: { id: number; name: string; phone: string | null }; town: { code: string; name: string } | null; grid: { code: string; name: string } | null
  lon: number | null; lat: number | null; accuracy_m: number | null
  told: string[]; received: { at: string; name: string } | null; withdrawn_at: string | null; mine: boolean
}

export const PATH = '/urgent-calls'
const SHOWN_MS = 3_600_000

/** One call: the position when the phone knows it, else the own ground. */
export function callItem(me: Person, at: Point | null, accuracyM: number | null, words: string, title: string): NewItem {
  const body: Record<string, Json> = { done_at: new Date().toISOString(), text: words.trim(), division: ownGround(me).code }
  if (at) Object.assign(body, { lon: at.lon, lat: at.lat, accuracy_m: accuracyM === null ? null : Math.round(accuracyM) })
  return { kind: 'call', title, path: PATH, part: 'step', body, photos: [] }
}

/** The calls of the last hour, the newest first. */
export function ownCalls(items: readonly OutboxItem[], now = Date.now()): OutboxItem[] {
  return items.filter((item) => item.path === PATH && now - Date.parse(item.createdAt) < SHOWN_MS).reverse()
}
