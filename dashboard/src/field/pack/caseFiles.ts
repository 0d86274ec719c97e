// The case files of the own tasks. Only what is new or has changed is asked for again.
import { ApiProblem, get } from '@shared/api'
import type { CaseDetail, CaseItem } from '@shared/types'
import type { Load } from './parts'

export interface Task {
  kind: string; kind_name: string; case: CaseItem; due_at: string | null
  for: { id: number; name: string; phone?: string | null } | null
  why: string; look_for: string; distance_m: number | null; put_off: boolean
  companion: { id: number; name: string; phone?: string | null } | null
}
/** A case as it was read; `readAt` tells how old the links of its pictures are. */
export interface CaseFile extends CaseDetail { readAt: string }

const MOST = 60
const LINKS_LAST_MS = 30 * 60_000

const isFresh = (held: CaseFile | undefined, task: Task) => held !== undefined && held.version === task.case.version
  && held.updated_at === task.case.updated_at && Date.now() - Date.parse(held.readAt) < LINKS_LAST_MS

/** `{<case id>: case}` of the first sixty tasks; a file that may not be read any more is left out. */
export async function caseFiles({ kept }: Load): Promise<Record<string, CaseFile>> {
  const tasks = (await kept<Task[]>('tasks') ?? []).slice(0, MOST)
  const held = await kept<Record<string, CaseFile>>('files') ?? {}
  const files: Record<string, CaseFile> = {}
  for (const task of tasks) {
    const id = String(task.case.id)
    files[id] = isFresh(held[id], task) ? held[id]! : await read(id) ?? held[id]!
    if (files[id] === undefined) delete files[id]
  }
  return files
}

async function read(id: string): Promise<CaseFile | null> {
  try {
    return { ...await get<CaseDetail>(`/cases/${id}`), readAt: new Date().toISOString() }
  } catch (error) {
    if (error instanceof ApiProblem && !error.unanswered && error.status !== 401) return null
    throw error
  }
}
