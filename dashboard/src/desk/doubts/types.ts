// Answers of /doubts and /rechecks.
import type { Named, Photo } from '@shared/types'
import type { CaseLine } from '../likeness/types'

export interface Doubt {
  id: number; code: string; name: string; reason: string; state: 'open' | 'accepted' | 'dismissed'; state_name: string
  raised_at: string; case: CaseLine; other_case: CaseLine | null; photo: Photo | null; other_photo: Photo | null
  person: { id: number; name: string } | null
  decided_at: string | null; decided_by: string | null; note: string; may_decide: boolean
}
export interface DoubtList { items: Doubt[]; next: string | null; open: number; as_of: string }
export type RecheckResult = 'solved' | 'partly' | 'unsolved' | 'no_access'
export interface Recheck {
  id: number; category: Named; look_for: string; place_text: string; lon: number | null; lat: number | null
  town: Named | null; street_grid: Named | null; drawn_at: string; due_at: string; done_at: string | null; result: RecheckResult | null
}
export interface CaseRecheck { recheck: { due_at: string; done_at: string | null; by: string; result_name: string; result: RecheckResult | null; note: string; differs: boolean | null; photos: Photo[] } | null }
