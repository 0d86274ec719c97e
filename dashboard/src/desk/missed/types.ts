// What /missed-finds and /cases/{id}/missed-find answer.
import type { Named, Photo } from '@shared/types'

interface CaseLine { id: number; number: string; state_name: string; category: Named; reported_at: string }
export interface MissedFind {
  id: number
  case: CaseLine & { readable: boolean }
  visit: { id: number; kind_name: string; source: string | null; done_at: string }
  person: { id: number; name: string }
  grid: Named | null
  found_at: string
  words: string
  photo: Photo | null
  stated_by: string | null
  stated_at: string
  withdrawn_by: string | null
  withdrawn_at: string | null
  withdrawn_words: string
  mine: boolean
  may_withdraw: boolean
}
export interface MissedFinds { items: MissedFind[]; next: string | null; as_of: string }
export interface MissedVisit { id: number; kind_name: string; source: string; who: string; person_id: number; done_at: string; metres: number }
export interface MissedForm {
  case: CaseLine
  may: boolean
  why_not: string | null
  visits: MissedVisit[]
  photos: Photo[]
  standing: MissedFind | null
  days: number
  metres: number
  words: number
}
