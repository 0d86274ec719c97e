// Answers of GET /cases/{id}/stages.
export interface StageRow {
  run: number; stage: string; name: string; limit: string; unit: string; who: string; started_at: string; due_first: string; due_at: string
  ended_at: string | null; ended_by: string | null; runs: boolean; standing_since: string | null; late: boolean; answer: boolean
  used_minutes: number; working: boolean; share: number; exempt: string | null; explained: string
  story: { kind: 'pause' | 'extension' | 'retimed' | 'recategorised'; name: string; note: string; from: string; to: string }[]
}
export interface StepRow { code: string; name: string; limit: string; started_at: string; due_at: string; done_at: string | null; done_by: string; late: boolean }
export interface CaseStages { items: StageRow[]; milestones: StepRow[]; urgent_by: string | null; as_of: string }
