// Duty rosters as the server tells them.
import type { Named } from '@shared/types'

export interface DutyPerson { id: number; name: string; staff_no: string | null; phone: string | null; office_phone: string | null; simulated: boolean }
export type Seat = 'lead' | 'second'
export interface Shift { id: number; place: Seat; person: DutyPerson; starts_at: string; ends_at: string; away: boolean }
export interface Gap { place?: Seat; from: string; to: string; reason: string }
export interface OnDuty { person: DutyPerson | null; second: DutyPerson | null; working_hours: boolean; reason: string }
export interface Roster { unit: Named; now: OnDuty; shifts: Shift[]; gaps: Gap[]; may_edit: boolean; as_of: string }
export interface FillAnswer { written: number; gaps: Gap[] }

/** Whose roster: a station, district or city by division, a department by its code. */
export type Unit = { division: string } | { department: string }
