// 代录: what a member of staff writes down for somebody else, and how it travels.
import { newKey, type Json } from '@shared/api'
import type { Answers } from '@shared/questions'
import { cityTimeToUtc } from './stepForm'

export interface ReportDraft {
  source: string | null; externalNumber: string; externalDueAt: string
  category: string | null; description: string; placeText: string
  spot: { lon: number; lat: number } | null
  occurredAt: string; name: string; phone: string; photos: File[]
  /** What the caller wishes for, and answers to the extra questions of the kind. */
  wish: string; answers: Answers
  /** Kind of premises: the routing rules may ask for it. */
  premises: string | null
}

export function emptyReport(): ReportDraft {
  return { source: null, externalNumber: '', externalDueAt: '', category: null, description: '', placeText: '', spot: null, occurredAt: '', name: '', phone: '', photos: [], wish: '', answers: {}, premises: null }
}

/** Names of what is still missing: a source, a category, a place on the map or in words, something to go by. */
export function missingInReport(draft: ReportDraft, numberRequired = false): string[] {
  const missing: string[] = []
  if (!draft.source) missing.push('source')
  if (numberRequired && !draft.externalNumber.trim()) missing.push('number')
  if (!draft.category) missing.push('category')
  if (!draft.spot && !draft.placeText.trim()) missing.push('place')
  if (!draft.description.trim() && draft.photos.length === 0) missing.push('description')
  return missing
}

/** The report as POST /reports takes it; `id` names the submission and stays with it. */
export function reportBody(draft: ReportDraft, id: string, now: number): Record<string, Json> {
  const sentAt = new Date(now).toISOString()
  const contact = draft.name.trim() || draft.phone.trim()
  return {
    id, intent: 'complaint', category: draft.category, description: draft.description.trim(),
    ...(draft.spot ? { ...draft.spot, datum: 'wgs84' } : {}),
    ...(draft.placeText.trim() ? { place_text: draft.placeText.trim() } : {}),
    occurred_at: draft.occurredAt ? cityTimeToUtc(draft.occurredAt) : sentAt, sent_at: sentAt,
    ...(contact ? { contact: { name: draft.name.trim(), phone: draft.phone.trim() } } : {}),
    anonymous: !contact, source: draft.source,
    ...(draft.externalNumber.trim() ? { external_number: draft.externalNumber.trim() } : {}),
    ...(draft.wish.trim() ? { wish: draft.wish.trim() } : {}),
    ...(Object.keys(draft.answers).length > 0 ? { answers: { ...draft.answers } } : {}),
    ...(draft.premises ? { premises: draft.premises } : {}),
    ...(draft.externalDueAt ? { external_due_at: cityTimeToUtc(draft.externalDueAt) } : {}),
  }
}

/** Multipart with the pictures, else plain JSON. */
export function reportPayload(body: Record<string, Json>, photos: File[]): Record<string, Json> | FormData {
  if (photos.length === 0) return body
  const form = new FormData()
  form.append('report', JSON.stringify(body))
  for (const file of photos) form.append('photos', file, file.name)
  return form
}

/** One submission: the same content keeps id, time and key however often it is sent. */
export class Submission {
  private content = ''
  private kept: Record<string, Json> = {}

  bodyFor(draft: ReportDraft, now: number): Record<string, Json> {
    const content = JSON.stringify([{ ...draft, photos: draft.photos.map((file) => [file.name, file.size, file.lastModified]) }])
    if (content !== this.content) {
      this.content = content
      this.kept = reportBody(draft, newKey(), now)
    }
    return this.kept
  }
}
