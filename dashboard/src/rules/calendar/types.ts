// Answers of GET /calendar, POST /calendar/preview and GET /category-stops.
import type { Named } from '@shared/types'

export type Span = [string, string]
export interface CalendarDay { day: string; kind: 'holiday' | 'workday'; name: string }
export interface CalendarStop { id: number; division: Named; name: string; from: string; to: string }
export interface Period { id: number; category: Named; name: string; daily_from: string | null; daily_to: string | null; first: string | null; last: string | null }
export interface StageLimit { stage: string; name: string; text: string }
export interface Step { code: string; name: string; text: string }
export interface Limits {
  stages: { stage: string; name: string; usual: string; urgent: string | null }[]
  categories: { code: string; name: string; severity: number; law: string; limits: StageLimit[]; steps: Step[] }[]
  sources: { code: string; name: string; limits: StageLimit[] }[]
  urgent_step: Step
}
export interface Calendar {
  version: number; may_edit: boolean; as_of: string; hours: Span[]; summer_hours: Span[]; summer_from: string | null; summer_to: string | null
  days: CalendarDay[]; years: { year: number; provisional: boolean }[]; stops: CalendarStop[]; periods: Period[]
  retiming: { at: string; cases: number; moved: number; done_at: string | null } | null; limits: Limits
}
export interface Preview {
  cases: number; at_least: boolean; moved: number; later: number; earlier: number; as_of: string
  items: { case_id: number; number: string; stage_name: string; before: string; after: string }[]
}
export interface Notice { id: number; category: Named; division: Named; reason: string; from: string; to: string; running: boolean }
