// The emergency state of a district as the server tells it.
import type { Named } from '@shared/types'

export interface TeamPerson { id: number; name: string; staff_no: string | null; phone: string | null; office_phone: string | null; simulated: boolean }
export interface Emergency {
  id: number; district: Named; title: string; reason: string; simulated: boolean
  begun_at: string; planned_end: string; ended_at: string | null; end_note: string
  begun_by?: { name: string } | null; ended_by?: { name: string } | null
  called?: number; received?: number; arrived?: number; empty?: number; paused?: number
}
export interface Called { id: number; role_name: string; person: TeamPerson | null; for: TeamPerson | null; received_at: string | null; arrived_at: string | null; may_mark?: boolean }
export interface Team { community: Named; called: number; received: number; arrived: number; empty: number; people: Called[] }
export interface RunningEmergency extends Emergency { teams: Team[] }
export interface Begun { id: number; called: number; paused: number }
export interface PutOff { case_id: number; number: string; stage_name: string; paused_at: string; due_before: string; due_after: string | null }
export interface PutOffPage { items: PutOff[]; next: string | null }
export interface MyMuster {
  id: number; emergency: { id: number; title: string; reason?: string; district: Named; planned_end?: string }
  community: Named; role_name: string; for: TeamPerson | null; called_at: string; received_at: string | null; arrived_at: string | null
}
