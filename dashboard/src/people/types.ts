// The shapes of people and posts as this page reads them. Times are RFC 3339 strings in UTC, days YYYY-MM-DD.
import type { Named } from '@shared/types'

export interface Someone {
  id: number; name: string; staff_no: string | null
  /** Only for those who work with the person. */
  phone: string | null
  office_phone: string | null
  simulated: boolean
}

export type AbsenceKind = 'leave' | 'training' | 'emergency_duty'
export interface Away { id?: number; kind: AbsenceKind; kind_name: string; from: string; to: string | null; substitute?: Someone | null }

export interface HeldPost {
  id: number; role: string; role_name: string
  division: Named; department: Named | null
  from: string; to: string | null
  substitute: Someone | null; away: Away | null
  /** Who holds the post at this moment: the holder, who stands in, or nobody. */
  acting: Someone | null
  may_manage: boolean
}
export interface PostRow extends HeldPost { person: Someone }

export type DivisionLevel = 'city' | 'district' | 'town' | 'street_grid' | 'community' | 'sub_grid'
export interface TreeNode {
  code: string; name: string; level: DivisionLevel; kind: 'land' | 'sea'
  people: number; members: number; head: string | null
  five: { fixed: number; of: number } | null
}
export interface TreeAnswer {
  division: { code: string; name: string; level: DivisionLevel; kind: 'land' | 'sea'; path: Named[] }
  posts: PostRow[]; children: TreeNode[]; counts: Record<string, number>; people: number; as_of: string
}

export interface ChainRow {
  level: string; division: Named; role: string; role_name: string; post_id: number | null
  holder: Someone | null; away: Away | null; stands_in: Someone | null; acting: Someone | null
  reason: string
}
export interface Responsible {
  place: Record<'district' | 'town' | 'street_grid' | 'sub_grid' | 'community', Named | null>
  at: string; category: Named | null
  chain: ChainRow[]; members: ChainRow[]
  lead: { department: Named | null; on_duty: Someone | null; reason: string } | null
  on_duty: { unit: Named; person: Someone | null; second: Someone | null; working_hours: boolean; reason: string } | null
  acting: { person: Someone | null; role_name: string; reason: string } | null
  missing: string[]
}

export interface FoundPerson extends Someone { posts: HeldPost[] }
export interface PeopleAnswer { items: FoundPerson[]; next: string | null; as_of: string }

export interface Absence { id: number; kind: AbsenceKind; kind_name: string; from: string; to: string | null; substitute: Someone | null; closed_at?: string | null }
export interface OwnFigures {
  from: string; to: string; definition: string
  tasks: { n: number; on_time: number; late: number; open: number }
  moved: { n: number }; days_away: unknown[]
}
export interface PersonFile extends Someone {
  posts: { current: HeldPost[]; future: HeldPost[]; past: HeldPost[] }
  absences: Absence[]; open_work: number
  /** Of the viewer's own card only. */
  figures: OwnFigures | null
}

export interface WorkItem { case_id: number; number: string; stage: string; stage_name: string; category: Named; place: string | null; due_at: string | null }
export interface WorkAnswer { items: WorkItem[]; n: number }

export interface AbsenceAnswer { absence: Absence; moved: number; stands_in: { post_id: number; person: Someone | null; reason: string }[] }
export interface HandOverAnswer { ended: HeldPost; begun: HeldPost; moved: number }

export interface RowError { row: number; column: string; value: string; reason: string }
export interface ImportAnswer { rows: number; new: number; changed: number; errors: RowError[]; applied: boolean }

export interface GridTask { id: number; division: Named; item: string; times: number; period: 'day' | 'week' | 'month'; text: string; from: string; to: string | null; may_end: boolean; duty: string | null; justification: string | null }
/** `stopped`: an emergency runs in the district, ordinary tasks are suspended. */
export interface GridTaskList { items: GridTask[]; next: string | null; may_edit: boolean; stopped: { title: string; planned_end: string } | null }
