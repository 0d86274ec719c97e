// The one list of what waits for a person, over all posts, those of absent colleagues included.
import type { CaseItem } from '@shared/types'

export interface TaskPerson { id: number; name: string; phone: string | null; office_phone: string | null }
export interface Task {
  kind: string; kind_name: string; case: CaseItem; due_at: string | null
  /** Whom the person stands in for. */
  for: TaskPerson | null
  why: string; look_for: string; distance_m: number | null
  /** Who goes along at night. */
  companion: TaskPerson | null
  put_off: boolean
}
export interface TaskAnswer { items: Task[]; as_of: string }
