// Appeals and cases set aside, as /api/v1 answers.
import type { Named, Photo } from '@shared/types'

export type View = 'mine' | 'waiting' | 'over' | 'excluded'
export type Outcome = 'granted' | 'partly' | 'refused' | 'revoked'

export interface AppealRow {
  id: number; kind: string; kind_name: string; exclusion: boolean; ground: string; ground_name: string
  state: 'first' | 'answered' | 'second' | 'settled' | 'withdrawn'; state_name: string
  outcome: Outcome | null; outcome_name: string | null
  level: string | null; level_name: string | null; owner: string | null; owner_name: string | null; score_id: number | null
  period: string | null; assessment_id: number | null; line: string | null; line_name: string | null; ref: string | null
  case_id: number | null; case_number: string | null; district: Named | null; town: Named | null
  filed_by: string; filed_at: string; instance: number; due_at: string | null; late: boolean; second_until: string | null
}
export interface AppealList { items: AppealRow[]; next: string | null; as_of: string; counts: Record<View, number> }

export interface Instance {
  instance: number; words: string; asked_at: string; due_at: string; late: boolean
  outcome: Outcome | null; outcome_name: string | null; reason: string; decided_by: string | null; decided_at: string | null
}
export type Pair<T> = [T | null, T | null]
export interface LineChange { code: string; name: string; n: Pair<number>; points: Pair<number> }
export interface Change {
  id: number; score_id: number; appeal_id: number; points: Pair<number>; grade: Pair<string>; rank: Pair<number>
  lines: LineChange[]; changed_at: string; name?: string; level?: string; why?: string
}
export interface Brief { id: number; number: string; state_name: string; category: Named; reported_at: string; closed_at: string | null; reports: number }
export interface Appeal extends AppealRow {
  case: Brief | null; photos: Photo[]; effect: string; as_of: string
  fact: { title: string; said: { label: string; text: string | null; at: string | null }[] } | null
  score: { id: number; points: number | null; grade: string | null; n: number } | null
  instances: Instance[]; changes: { count: number; pending: boolean; items: Change[] }
  may: { withdraw: boolean; second: boolean; decide: boolean; why_not: string | null; revoke: boolean }
}
export interface AppealForm {
  kind: string; score_id: number; owner_name: string; period: string; line_name: string | null; case: Brief | null; grounds: Named[]
  until: string | null; may: boolean; why_not: string | null; decided_in: string; second_in: string; as_of: string
}
export interface AsideForm {
  case: Brief; kinds: Named[]; may: boolean; why_not: string | null; decided_in: string; as_of: string
  ratings: { ref: string; solved: string; satisfaction: number | null; comment: string; at: string }[]
}
export interface Figures {
  appeals: number; granted: number; refused: number; late: number; excluded: Record<'malicious' | 'unreasonable' | 'abusive', number>
  definitions: Record<string, string>; link: string; as_of: string
}
/** A fact behind a line, as the explanation of a score lists it. */
export interface LineFact {
  ref: string; title: string; at: string; counted: string; counted_name: string; why: string
  case: { id: number; number: string; category: string } | null
}
