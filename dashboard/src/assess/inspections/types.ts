// Special inspections as /api/v1 answers them.
import type { Named, Photo, Place } from '@shared/types'

export type ItemKind = 'yes_no' | 'number' | 'choice'
export type PhotoWish = 'never' | 'finding' | 'always'
export type InspectionState = 'draft' | 'running' | 'ended'
export interface Choice { code: string; name: string; points: number; finding: boolean }
export interface Item {
  code: string; text: string; kind: ItemKind; points: number; photo: PhotoWish; good: 'yes' | 'no'
  at_least: string | null; at_most: string | null; unit: string; choices: Choice[]
  category: string | null; category_name?: string | null
}
export interface Template { code: string; name: string; name_en: string; kinds: Named[]; items: Item[] }
export interface Templates { items: Template[]; note: string }

export interface Head {
  id: number; title: string; theme: string; summary: string; division: Named; first: string; last: string
  state: InspectionState; state_name: string; simulated: boolean; started_at: string | null; closed_at: string | null
  places: number; done: number; skipped: number; findings: number; cases: number; mine: boolean
}
export interface InspectionPage { items: Head[]; may_plan: boolean; next: string | null; as_of: string }
export interface PlaceRow extends Place {
  id: number; name: string; source: number | null; by_rule: boolean; lon: number; lat: number
  state: 'open' | 'done' | 'skipped'; state_name: string; done_at: string | null; why_not: string | null; skipped_as: string | null
  part: number; whole: number; findings: number; cases: number; settled: number
}
export interface Inspector { id: number; name: string; units: string[] }
export interface Inspection extends Head {
  author: string; form: Item[]; inspectors: Inspector[]; shown: PlaceRow[]; as_of: string
  may: { change: boolean; start: boolean; close: boolean; inspect: boolean }
}

export interface Doubted extends Photo { flags: { code: string; reason: string }[] }
export interface CaseLink { id: number; number: string; state: string; state_name: string; category_name: string; readable: boolean }
export interface Answer {
  code: string; text: string; value: string; words: string; part: number; whole: number; finding: boolean; note: string
  photos: Doubted[]; category: string | null; case: CaseLink | null
}
export interface Inspected extends Omit<PlaceRow, 'part' | 'whole' | 'findings' | 'cases' | 'settled'> {
  inspection: { id: number; title: string; state: InspectionState }; kind_name: string | null; risk_name: string | null
  address: string; operator: string; note: string; who: string | null; clock_skewed: boolean
  answers: Answer[]; may_inspect: boolean; may_open_case: boolean; as_of: string
}

export interface Sum { places: number; done: number; skipped: number; items: number; part: number; whole: number; findings: number; cases: number; settled: number }
export interface Group extends Sum { division: Named }
export interface ItemResult { code: string; text: string; n: number; part: number; whole: number; findings: number; cases: number }
export interface Results { total: Sum; towns: Group[]; grids: Group[]; items: ItemResult[]; definition: string; as_of: string }
