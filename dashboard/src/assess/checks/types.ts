// What /check-plans, /samples, /check-outliers and /check-results answer.
import type { Named } from '@shared/types'

export interface Coverage { n: number; seen: number; definition: string; as_of: string }
export interface CheckPlan {
  id: number; division: Named; first: string; last: string
  items: number; minutes: number; population: number; done: number; late: boolean
  mine: { items: number; done: number }
  seed: string; root_seq: number; root_hash: string; drawn_hash: string
  made_by: string; made_at: string
}
export interface CheckPlans {
  division: Named; items: CheckPlan[]; coverage: Coverage; assessors: string[]; as_of: string
  limits: { hours: number; weeks: number; look_back_days: number }
  minutes: { code: string; name: string; minutes: number }[]
}
export interface PlanPreview {
  items: number; minutes: number; last: string; left_out: number; population: number; hours_limit: number
  grids: number; waiting: number; empty: number
  assessors: { name: string; items: number; week_minutes: number }[]
  kinds: { code: string; name: string; n: number; of: number; minutes: number }[]
  whys: { code: string; name: string; n: number }[]
}
export type AnswerCode = 'yes' | 'no' | 'na'
export interface SampleRow {
  id: number; plan: number; kind: 'settled' | 'self_handled' | 'visit'; kind_name: string
  state: 'open' | 'second' | 'done'; state_name: string; why: string; why_name: string
  grid: Named; town: Named | null; department: Named | null
  case: { id: number; number: string; category: string } | null
  visit: { id: number; source: string | null } | null
  minutes: number; due_on: string; checked_at: string | null; late: boolean
  part: number | null; whole: number | null; mine: boolean; assessor: string | null
}
export interface SampleList { items: SampleRow[]; total: number; next: string | null; as_of: string }
export interface ChecklistItem { code: string; text: string; text_en: string; points: number }
export interface SampleLook { n: number; at: string; who: string | null; note: string; part: number; whole: number; answers: { code: string; answer: AnswerCode; name: string }[] }
export interface VisitRecord { kind_name: string; source: { name: string } | null; premises: string | null; grid: Named; who: string; done_at: string; told: string; words: string; place_text: string; late_minutes: number; notice: { title: string; text: string } | null; case_id: number | null }
export interface Sample extends SampleRow {
  name: string; name_en: string; items: ChecklistItem[]; looks: SampleLook[]
  visit_record: VisitRecord | null; may_check: boolean
}
export interface Outlier { grid: Named; town: Named; proposed: boolean; last_drawn_at: string | null; link: string; reasons: { code: string; name: string; text: string; n: number; hits: number }[] }
export interface Outliers { division: Named; items: Outlier[]; definition: string; as_of: string }
export interface Rated { n: number; part: number; whole: number; rate: string | null }
export interface ResultRow extends Rated { unit: Named | null; town: Named | null; last_drawn_at: string | null; behind: boolean }
export interface Results {
  division: Named; from: string; to: string; items: ResultRow[]; total: ResultRow
  kinds: (Named & Rated)[]; coverage: Coverage; enough: number; definition: string; as_of: string
}
