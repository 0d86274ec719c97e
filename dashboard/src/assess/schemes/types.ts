// Schemes as the API gives them.
export type LevelCode = 'member' | 'grid' | 'community' | 'town' | 'district' | 'department'
export interface BodyLine { code: string; weight: number; full: string; none: string; minimum: number; levels: LevelCode[] }
export interface Grade { code: string; name: string; at_least: string }
export interface Deduction { code: string; name: string; points: string; cap: string | null; flags: string[] }
export interface SchemeBody {
  cards: { member: BodyLine[]; grid: BodyLine[]; unit: BodyLine[] }
  grades: Grade[]; deductions: Deduction[]; lengthen: number[]; grassroots_minimum: number; rank_minimum: number
  peer_groups: Record<string, string>; parameters: Record<string, number>
}
export interface LineWords { code: string; name: string; name_en: string; better: 'high' | 'low'; words: string }
export interface SchemeHead {
  id: number; version: number; title: string; state: 'draft' | 'adopted'; state_name: string; in_force: boolean
  starts_on: string; ends_on: string | null; reason: string; hash: string; simulated: boolean
  author: string | null; created_at: string; adopted_by: string | null; adopted_at: string | null
  may_edit: boolean; may_adopt: boolean
}
export interface Scheme extends SchemeHead {
  body: SchemeBody
  choices: { level: LevelCode; lines: LineWords[] }[]
}
export interface Schemes { items: SchemeHead[]; as_of: string; may_write: boolean; may_preview: boolean }
export interface Mark {
  id: number; code: string; code_name: string; level: LevelCode; level_name: string; owner: string; name: string; case_id: number | null
  reason: string; proposed_by: string | null; proposed_at: string; decided_by: string | null; decided_at: string | null; holds: boolean | null; may_decide: boolean
}
export interface Marks { items: Mark[]; codes: { code: string; name: string }[]; as_of: string }
export interface PreviewEnd { total: string | null; rank: number | null; of: number | null; grade: string | null }
export interface PreviewRow { owner: string; name: string; n: number; peer_group: string | null; before: PreviewEnd; after: PreviewEnd; moved: number | null; change: string; points: number }
export interface Preview {
  level: LevelCode; level_name: string; definition: string; as_of: string
  period: { name: string; first: string; last: string; state_name: string; scheme_version: number }
  unknown: LineWords[]; items: PreviewRow[]; left_out: number
  counts: { owners: number; scored: number; ranked: number; moved: number; minimum: number }
}
