// What /work-reminders answers.
import type { Named } from '@shared/types'

export type ReminderState = 'open' | 'answered' | 'withdrawn'
export interface ReminderFact { kind: 'case' | 'source' | 'opinion' | 'promise'; id: number | string; label: string; more: string; at: string }
export interface WorkReminder {
  id: number
  rule: Named & { name_en: string }
  ask: string; ask_en: string
  to: { kind: 'member' | 'station'; name: string; division: Named | null }
  state: ReminderState; late: boolean
  raised_at: string; due_at: string
  facts: ReminderFact[]
  answer: string; reason: string
  ended_at: string | null; ended_by: string | null
  mine: boolean; may_answer: boolean; may_withdraw: boolean
}
export interface WorkReminders {
  items: WorkReminder[]; next: string | null; as_of: string
  rules: (Named & { name_en: string })[]
  limit: string; definition: string
  counts: { open: number; late: number; n: number; on_time: number }
}
