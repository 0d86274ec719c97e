// What the parts of the field app hand each other: pictures as they were taken, and work that waits to be sent.
import type { Json } from '@shared/api'

/** A picture with what the phone knew when the shutter was pressed; `blob` is already scaled. */
export interface Shot {
  id: string
  name: string
  blob: Blob
  width: number
  height: number
  takenAt: string
  lon: number | null
  lat: number | null
  accuracyM: number | null
}

export type SendKind = 'report' | 'step' | 'visit' | 'opinion' | 'call'

/** One intended write. `part` names the JSON field when pictures make it multipart. */
export interface NewItem {
  kind: SendKind
  /** For the list of what waits: 「核实 · 露天焚烧」. */
  title: string
  path: string
  part: 'report' | 'step' | 'visit'
  body: { [key: string]: Json }
  photos: { field: string; shot: Shot }[]
  /** Steps: the case and the version of it that the member saw. */
  caseId?: number
  version?: number
}

export type SendState = 'waiting' | 'sending' | 'sent' | 'refused'

export interface OutboxItem extends Omit<NewItem, 'photos'> {
  /** Also the Idempotency-Key; of a report its id. */
  id: string
  personId: number
  createdAt: string
  state: SendState
  photos: { field: string; shotId: string }[]
  tries: number
  /** Why it was refused, and by which field. */
  problem: { status: number; type: string; title: string; detail: string; fields: Record<string, string> } | null
  /** What the server answered. */
  answer: Json
}
