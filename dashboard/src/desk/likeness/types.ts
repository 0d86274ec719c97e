// Answers of /cases/{id}/duplicates and /cases/{id}/links.
import type { Named, Photo } from '@shared/types'

export interface CaseLine { id: number; number: string; state: string; state_name: string; category: Named; reported_at: string; closed_at: string | null; reports: number }
export interface LikePart { code: string; name: string; score: number; words: string }
export interface Like extends CaseLine { metres: number; score: number; suggested: boolean; parts: LikePart[]; may_merge: boolean; photo: Photo | null; other_photo: Photo | null }
export type LinkKind = 'duplicate_of' | 'part_of' | 'recurs' | 'related'
export interface CaseLink { id: number; kind: LinkKind; kind_name: string; outgoing: boolean; case: CaseLine; at: string; by: string }
export interface Likeness {
  items: Like[]; links: CaseLink[]; may_link: boolean; recurrence: number
  near_declined: (CaseLine & { reason: string; explain: string; barred: boolean }) | null
}
