// A report being written: what it holds, what it still needs, what is sent. Pure; kept by draft-store.ts.
import type { Json } from '@shared/api'
import type { Answers } from '@shared/questions'
import { contactBody, contactFits, freshContact, type Contact } from './contact/contact'

export type Intent = 'complaint' | 'feedback' | 'suggestion'
export interface DraftPhoto { key: string; name: string; blob: Blob; takenAt: number }
/** A recording; `seconds` is 0 when a file was chosen and nobody knows yet. */
export interface DraftSound { key: string; name: string; blob: Blob; seconds: number }
export interface Spot { lon: number; lat: number; by: 'device' | 'pin' }
export interface DevicePlace { lon: number; lat: number; accuracy_m: number }

export interface Draft extends Contact {
  /** Names this one submission for ever: the same id and content bring the same receipt. */
  id: string
  startedAt: number
  intent: Intent
  category: string | null
  description: string
  spot: Spot | null
  device: DevicePlace | null
  placeText: string
  photos: DraftPhoto[]
  photosPrivate: boolean
  recuse: boolean
  /** To the extra questions of the kind, by their codes. */
  answers: Answers
  /** Kind of premises by its code, when it was named. */
  premises: string | null
  sounds: DraftSound[]
  /** The open case that this report joins as it is sent. */
  joinCase: number | null
  /** What was sent and not yet answered: repeated word for word until it is. */
  sent: { [key: string]: Json } | null
}

export const MAX_PHOTOS = 9
export const MAX_WORDS = 500
const HOUR = 3_600_000
const KEPT_MS = 24 * HOUR
const KEPT_SENT_MS = 7 * 24 * HOUR
// The station sorts what the reporter cannot name; opinions and suggestions have a kind of their own.
export const UNSURE = 'Z00'
const KIND_OF: Record<Exclude<Intent, 'complaint'>, string> = { feedback: 'M01', suggestion: 'M02' }

export function freshDraft(id: string, now: number): Draft {
  return {
    id, startedAt: now, intent: 'complaint', category: null, description: '', spot: null, device: null, placeText: '',
    photos: [], photosPrivate: false, ...freshContact(), recuse: false, answers: {}, premises: null, sounds: [], joinCase: null, sent: null,
  }
}

/** What was kept on this device, when it is whole and not stale; an unanswered one is kept for a week. */
export function usableDraft(kept: unknown, now: number): Draft | null {
  const draft = kept as Partial<Draft> | null | undefined
  if (!draft || typeof draft.id !== 'string' || typeof draft.startedAt !== 'number' || !Array.isArray(draft.photos)) return null
  const age = now - draft.startedAt
  if (age > (draft.sent ? KEPT_SENT_MS : KEPT_MS) || age < -HOUR) return null
  return { ...freshDraft(draft.id, draft.startedAt), ...draft }
}

/** Whether anything was entered that would be a loss. */
export function hasContent(draft: Draft): boolean {
  return draft.photos.length > 0 || draft.sounds.length > 0 || draft.description !== '' || draft.placeText !== '' || draft.category !== null || draft.sent !== null
}

/** The fields that stand in the way of sending, in the order of the page. */
export function missingFields(draft: Draft): ('place' | 'category' | 'description' | 'contact')[] {
  const missing: ('place' | 'category' | 'description' | 'contact')[] = []
  const complaint = draft.intent === 'complaint'
  if (complaint && draft.spot === null && draft.placeText.trim() === '') missing.push('place')
  if (complaint && draft.category === null) missing.push('category')
  if (!complaint && draft.description.trim() === '') missing.push('description')
  if (!contactFits(draft)) missing.push('contact')
  return missing
}

/** When it happened as far as the photos tell: the earliest of the last day, never in the future. */
export function occurredAt(draft: Draft, now: number): number {
  const taken = draft.photos.map((photo) => photo.takenAt).filter((at) => at <= now && now - at < KEPT_MS)
  return taken.length > 0 ? Math.min(...taken) : now
}

/** The `report` of POST /reports without `sent_at`, which is of each try; absent fields are left out. */
export function bodyOf(draft: Draft, now: number): { [key: string]: Json } {
  const body: { [key: string]: Json } = {
    id: draft.id, intent: draft.intent, category: draft.intent === 'complaint' ? draft.category ?? UNSURE : KIND_OF[draft.intent], description: draft.description.trim(),
    datum: 'wgs84', occurred_at: new Date(occurredAt(draft, now)).toISOString(),
    anonymous: draft.anonymous, recuse: draft.recuse, photos_private: draft.photosPrivate,
  }
  if (draft.intent === 'complaint' && Object.keys(draft.answers).length > 0) body.answers = { ...draft.answers }
  if (draft.intent === 'complaint' && draft.premises) body.premises = draft.premises
  if (draft.intent === 'complaint' && draft.joinCase !== null) body.join_case = draft.joinCase
  if (draft.spot) Object.assign(body, { lon: draft.spot.lon, lat: draft.spot.lat })
  if (draft.placeText.trim()) body.place_text = draft.placeText.trim()
  if (draft.device) Object.assign(body, { device_lon: draft.device.lon, device_lat: draft.device.lat, accuracy_m: draft.device.accuracy_m })
  const contact = contactBody(draft)
  if (contact) body.contact = contact
  return body
}
