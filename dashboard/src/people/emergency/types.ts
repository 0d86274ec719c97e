// The emergency state of a district as the server tells it.
import type { Named } from '@shared/types'

export interface TeamPerson { id: number; name: string; staff_no: string | null; phone: string | null; office_phone: string | null; simulated: boolean }
export interface Who { id: number; name: string }
export interface Emergency {
  id: number; district: Named; title: string; reason: string; simulated: boolean
  since: string; planned_end: string; ended_at: string | null; end_note: string
  begun_by: Who; ended_by: Who | null; whose_turn: { role_name: string; name: string; unit: string } | null
  called: number; received: number; arrived: number; empty: number; paused: number; resumed: number; may_end: boolean
}
export interface EmergencyList { items: Emergency[]; may_begin: Named[]; as_of: string }
export interface Called { id: number; role_name: string; person: TeamPerson | null; for: Who | null; received_at: string | null; arrived_at: string | null; may_mark: boolean }
export interface Team { community: Named; called: number; received: number; arrived: number; empty: number; people: Called[] }
export interface RunningEmergency extends Emergency { teams: Team[] }
export interface PutOff { case_id: number; number: string; stage_name: string; paused_at: string; due_before: string; due_after: string | null; note: string }
export interface PutOffPage { items: PutOff[]; next: string | null }
export interface MyMuster {
  id: number; emergency: { id: number; title: string; reason: string; district: Named; since: string; planned_end: string } | null
  whistle: { id: number; number: string; title: string; reason: string; district: Named; since: string } | null
  community: Named; role_name: string; for: Who | null; called_at: string; received_at: string | null; arrived_at: string | null
}
