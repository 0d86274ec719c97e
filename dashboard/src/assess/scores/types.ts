// Scores, their lines and facts as the server tells them. Figures are exact there and arrive as they are written.
import type { Named, Photo } from '@shared/types'

export type Level = 'member' | 'grid' | 'community' | 'town' | 'district' | 'department'
export type PeriodKind = 'month' | 'quarter' | 'year'
export type Counted = 'hit' | 'miss' | 'partly' | 'out'

export interface Assessment {
  id: number | null; kind: PeriodKind; kind_name: string; period: string; name: string; first: string; last: string
  state: 'draft' | 'frozen' | 'displayed' | 'final'; state_name: string; state_words: string; as_of: string
  facts: number; hash: string | null; simulated: boolean; frozen_at: string | null; display_until: string | null; final_at: string | null
  scheme: { id: number; version: number; title: string; hash: string; simulated: boolean }
}
export interface Mine { level: Level; level_name: string; owner: string; name: string }
export interface Periods { items: Assessment[]; levels: { code: Level; name: string }[]; mine: Mine[]; as_of: string }

export interface Score {
  id: number | null; level: Level; level_name: string; owner: string; name: string
  district: Named | null; town: Named | null; peer_group: string | null
  total: string | null; points: number | null; lines_total: string | null; deducted: string | null
  grade: string | null; grade_name: string | null; cap: string | null; cap_name: string | null; n: number
  rank: number | null; rank_of: number | null; group_rank: number | null; group_of: number | null; why_no_rank: string | null; why_no_rank_en: string | null
}
export interface Band { from: number; to: number; n: number }
export interface ScoreList {
  assessment: Assessment | null; level: Level; level_name: string; definition: string; as_of: string; n: number; with_total: number
  bands: Band[]; groups: { name: string; n: number }[]; grades: { code: string; name: string; at_least: string }[]
  items: Score[]; next: string | null
}

export interface FormulaWords { numerator: string; denominator: string; leaves_out: string[] }
export interface Formula extends FormulaWords { english?: FormulaWords; count_by: string; source: string; note: string; [more: string]: unknown }
export interface Line {
  code: string; name: string; name_en: string; mean: boolean; state: 'scored' | 'lengthened' | 'few'; state_words: string
  first: string; last: string; n: number; left_out: number; rate: string | null; part: string; whole: string
  weight: number; used: string; points: string; share: string | null; full: string | null; none: string | null; minimum: number | null
  formula: Formula | null
}
export interface ShownFigure extends Line { few: boolean }
export interface Deducted { code: string; name: string; points: string; cap_name: string | null; at: string; case_id: number | null; number: string | null }
export interface Past { id: number; points: number | null; total: string | null; grade: string | null; n: number; rank: number | null; rank_of: number | null; name: string; first: string; last: string; state: string }
export interface Change {
  id: number; appeal_id: number; points: [number | null, number | null]; grade: [string | null, string | null]
  rank: [number | null, number | null]; changed_at: string; why: string
}
export interface ScorePage {
  score: Score; assessment: Assessment; as_of: string; lines: Line[]; opens: boolean; own: boolean; why_no_total: string | null; why_no_total_en: string | null
  deductions: Deducted[]; changes: Change[]; history: Past[]
}

export interface FactCase { id: number; number: string; category: string; category_en: string; state: string; state_name: string; phase: string; place_text: string; grid: Named | null; thumb: string | null; readable: boolean }
export interface Fact {
  ref: string; kind: string; kind_name: string; title: string; title_en: string; at: string; counted: Counted; counted_name: string
  part: string; whole: string; why: string; why_en: string
  said: { label: string; label_en: string; text: string | null; text_en: string | null; at: string | null }[]; case: FactCase | null
}
export interface Below { id: number | null; name: string; total: string | null; grade: string | null; grade_name: string | null; n: number; opens: boolean }
export interface Explained {
  line: Line; as_of: string; live: boolean; counts: Partial<Record<Counted, number>>
  tally: { n: number; part: string; whole: string; out: number; rate: string | null } | null
  beside: { code: string; name: string; name_en: string; n: number; part: string; rate: string | null }[]
  items: Fact[]; scores: Below[]; unseen: number; next: string | null
}
export interface Condition { part: 'counts' | 'leaves_out' | 'hits'; words: string; words_en: string; holds: boolean }
export interface FactPage {
  fact: Fact; line: { code: string; name: string; name_en: string; formula: Formula | null }
  conditions: Condition[]; photos: Photo[]; as_of: string
}
export interface Peers {
  group: string | null; why_not: string | null; n: number
  items: { id: number | null; own: boolean; name: string | null; total: string | null; points: number | null; n: number }[]
  lines: { code: string; name: string; name_en: string; n: number; low: number; middle: number; high: number; own: number | null }[]
}
