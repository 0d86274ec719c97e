// Answers of publishing, rewards and annual sheets, as /api/openapi.json documents them.
import { shownPoints } from '../appeals/points'

export interface Revision { number: number; kind: string; kind_name: string; at: string; by: string; hash: string }
export interface Period {
  id: number; kind: string; name: string; first: string; last: string; scheme: { version: number; title: string }
  state: 'draft' | 'frozen' | 'displayed' | 'final'; state_name: string; as_of: string; facts: number; levels: Record<string, number>
  simulated: boolean; hash: string | null; frozen_at: string | null; displayed_at: string | null; display_until: string | null
  appeals_until: string | null; final_at: string | null; appeals: number; objections: number; revisions: Revision[]
  next: { act: 'freeze' | 'display' | 'final'; mine: boolean; why_not: string | null } | null
}
export interface Periods { items: Period[]; as_of: string; display: { days: number; least: number; most: number } }

export interface Decision { act: string; name: string; by: string; at: string; words: string }
export interface Own { ticket: string; at: string; words: string; answer: string | null; answered_at: string | null }
export interface Reward {
  id: number; level: string; level_name: string; owner: string; name: string; period: { id: number; name: string }
  score: { id: number; points: number | null; grade: string | null; n: number }
  measure: string; measure_name: string; tier: string; tier_name: string; tier_before_name: string; by_rule_name: string
  amount: number | null; simulated: boolean; state: string; state_name: string; due_at: string | null; late: boolean
  display_until: string | null; objections: number; proof: { small: string; large: string } | null
  history: Decision[]; may: { act: string; name: string }[]; own: Own[]; may_object: boolean; together: boolean
  waits: { act: string; words: string; why_not: string | null } | null
}
export interface Coded { code: string; name: string }
export interface Rewards {
  items: Reward[]; next: string | null; as_of: string; tiers: Coded[]; departing: number
  states: (Coded & { n: number })[]; measures: (Coded & { reason: number })[]
}

export interface Objection {
  id: number; ticket: string; what: string; about: string | null; about_name: string | null; words: string; at: string; due_at: string; late: boolean
  answer: string | null; answered_at: string | null; answered_by: string | null; why_not: string | null
}
export interface Sheet {
  code: string; title: string; note: string; year: number; first: string; last: string; division: Coded; as_of: string
  simulated: boolean; final_periods: string[]
  items: { code: string; name: string; denominator: string; numerator: string; source: string; better: string; n: number; hits: string; percent: string | null; left_out: number; reasons: { reason: string; n: number }[] }[]
}

/** Thousandths as people read them: 87500 → 87.50. */
export const points = shownPoints

/** Steps that may be taken for many lines at once, in the order of the way. */
export const TOGETHER = ['review', 'approve', 'display', 'refuse'] as const

/** Which of these lines the reader may take this step on together with others. */
export const ready = (rows: readonly Reward[], act: string): Reward[] => rows.filter((row) => row.together && row.may.some((one) => one.act === act))
