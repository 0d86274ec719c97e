// A member's report being written: what it holds, what it still needs, what is sent. Pure.
import type { Json } from '@shared/api'
import type { Answers } from '@shared/questions'
import type { Category } from '@shared/types'
import type { Shot } from '../types'

/** Where the problem is. `phone`: where the phone was; `map`: marked by hand; `given`: of a source or an earlier report. */
export interface Spot { lon: number; lat: number; by: 'phone' | 'map' | 'given' }
export interface PhonePlace { lon: number; lat: number; accuracyM: number }

export interface FieldDraft {
  startedAt: number
  category: string | null
  description: string
  spot: Spot | null
  phone: PhonePlace | null
  placeText: string
  premises: string | null
  answers: Answers
  shots: Shot[]
  /** The refused report that this one takes the place of. */
  mends: string | null
}

export type Missing = 'photo' | 'category' | 'place'
export const MAX_WORDS = 200
export const UNSURE = 'Z00'
const DAY_MS = 86_400_000

export function freshDraft(now: number): FieldDraft {
  return { startedAt: now, category: null, description: '', spot: null, phone: null, placeText: '', premises: null, answers: {}, shots: [], mends: null }
}

/** The next report from the same place: what was seen is new, where one stands is not. */
export function nextDraft(last: FieldDraft, now: number): FieldDraft {
  return { ...freshDraft(now), spot: last.spot, phone: last.phone, placeText: last.placeText, premises: last.premises }
}

export function hasContent(draft: FieldDraft): boolean {
  return draft.shots.length > 0 || draft.category !== null || draft.description.trim() !== '' || draft.mends !== null
}

/** Whether what is seen of this kind belongs on a photo; noise and smell ask for none. */
export function asksForPhoto(category: Category | undefined): boolean {
  return category?.evidence.includes('photo') ?? false
}

/** What stands in the way of sending, in the order of the page. Without a camera a line of words is enough. */
export function missingIn(draft: FieldDraft, category: Category | undefined): Missing[] {
  const missing: Missing[] = []
  if (asksForPhoto(category) && draft.shots.length === 0 && draft.description.trim() === '') missing.push('photo')
  if (draft.spot === null && draft.placeText.trim() === '') missing.push('place')
  if (category === undefined) missing.push('category')
  return missing
}

/** When it was seen as far as the photos tell: the earliest of the last day, never later than now. */
export function seenAt(draft: FieldDraft, now: number): number {
  const taken = draft.shots.map((shot) => Date.parse(shot.takenAt)).filter((at) => at <= now && now - at < DAY_MS)
  return taken.length > 0 ? Math.min(...taken) : now
}

/** The `report` of POST /reports; what is not known is left out. */
export function bodyOf(draft: FieldDraft, answers: Answers, now: number): { [key: string]: Json } {
  const body: { [key: string]: Json } = {
    intent: 'complaint', category: draft.category ?? UNSURE, description: draft.description.trim(), source: 'grid_member',
    datum: 'wgs84', occurred_at: new Date(seenAt(draft, now)).toISOString(), anonymous: true,
  }
  if (draft.spot) Object.assign(body, { lon: rounded(draft.spot.lon), lat: rounded(draft.spot.lat) })
  if (draft.phone) Object.assign(body, { device_lon: rounded(draft.phone.lon), device_lat: rounded(draft.phone.lat), accuracy_m: Math.round(draft.phone.accuracyM) })
  if (draft.placeText.trim()) body.place_text = draft.placeText.trim()
  if (draft.premises) body.premises = draft.premises
  if (Object.keys(answers).length > 0) body.answers = { ...answers }
  return body
}

const rounded = (degrees: number) => Number(degrees.toFixed(6))
const text = (value: Json | undefined) => (typeof value === 'string' ? value : '')
const number = (value: Json | undefined) => (typeof value === 'number' ? value : null)

/** A refused report becomes a draft again, with its pictures. */
export function draftOf(body: { [key: string]: Json }, shots: Shot[], id: string, now: number): FieldDraft {
  const [lon, lat] = [number(body.lon), number(body.lat)]
  const [deviceLon, deviceLat] = [number(body.device_lon), number(body.device_lat)]
  return {
    ...freshDraft(now), category: text(body.category) || null, description: text(body.description), shots, mends: id,
    spot: lon !== null && lat !== null ? { lon, lat, by: 'given' } : null,
    phone: deviceLon !== null && deviceLat !== null ? { lon: deviceLon, lat: deviceLat, accuracyM: number(body.accuracy_m) ?? 0 } : null,
    placeText: text(body.place_text), premises: text(body.premises) || null, answers: (body.answers ?? {}) as Answers,
  }
}
