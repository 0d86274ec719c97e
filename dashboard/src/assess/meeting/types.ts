// What the server says of weekly meetings.
import type { Named, Photo } from '@shared/types'

export interface Row {
  ref: string; title: string; grid: string; text: string; who: string; value: string
  case_id: number | null; source_id: number | null; late: boolean
  counts?: Record<string, number>
}
export interface Part { key: string; title: string; definition: string; n: number; rows: Row[]; left_out?: number; note?: string }
export interface Layout { order: string[]; hidden: string[]; notes: Record<string, string> }
export interface ChosenPhoto extends Omit<Photo, 'id'> { id: number; name: string }
export interface Chosen { case_id: number; number: string; title: string; grid: string; place: string; text: string; note: string; photos: ChosenPhoto[] }
export interface Suggested { case_id: number; number: string; title: string; grid: string; why: string; thumb: string | null }
export interface Owner { kind: 'grid' | 'person' | 'unit'; code: string | null; person_id: number | null; name: string }
export interface OwnerChoice extends Owner { role: string }
export interface Item {
  id: number; pack_id: number; community: Named; week: string; words: string; owner: Owner; due_on: string
  state: 'planned' | 'open' | 'done' | 'withdrawn'; state_name: string; late: boolean; done_late: boolean
  done_at: string | null; done_by: string | null; proof: string; photo: Photo | null; reason: string
  may_finish: boolean; may_withdraw: boolean; may_return: boolean
}
export interface Pack {
  id: number; version: number; state: 'draft' | 'signed'; community: Named; town: Named; district: Named
  first: string; last: string; as_of: string; simulated: boolean; parts: Part[]; layout: Layout; review: string
  good: Chosen | null; bad: Chosen | null; items: Item[]
  supplements: { id: number; text: string; who: string; at: string }[]
  signed_at: string | null; signed_by: string; hash: string | null; may_edit: boolean; may_add: boolean
  suggestions: { good: Suggested[]; bad: Suggested[] }; owners: OwnerChoice[]; read_at: string
}
export interface PackLine {
  community: Named; town: Named; head: string | null; pack_id: number | null; signed_at: string | null
  state: 'none' | 'draft' | 'signed'; open: number; late: number; own: boolean
}
export interface PackList { week: { first: string; last: string }; n: number; signed: number; definition: string; as_of: string; next: string | null; items: PackLine[] }
export interface OwnItems { items: Item[]; open: number; as_of: string }
/** What the head may change in one go. */
export interface Change { layout?: Layout; review?: string; good_case_id?: number | null; good_note?: string; bad_case_id?: number | null; bad_note?: string }
/** An action that is about to be written down. */
export interface Wish { words: string; owner: string; due_on: string }
