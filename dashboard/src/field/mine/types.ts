// Answers about the own work.
import type { Named, Phase } from '@shared/types'

export interface OwnReport {
  id: string; ticket: string; intent: 'complaint' | 'feedback' | 'suggestion'; category: Named; state: string; state_name: string; phase: Phase | null
  received_at: string; description: string; place_text: string; source_name: string; thumb: string | null
  case: { id: number; number: string; department: Named | null; due_at: string | null; lon: number | null; lat: number | null } | null
  reply: { text: string; adopted: boolean | null; at: string } | null
}
export interface OwnReportPage { items: OwnReport[]; next: string | null; as_of: string }
export interface DutyRow {
  unit: Named; person: { id: number; name: string; phone: string | null; office_phone: string | null } | null
  second: { id: number; name: string; phone: string | null; office_phone: string | null } | null
  working_hours: boolean; reason: string
}
export interface Duty { items: DutyRow[]; as_of: string }
