// The order of the tasks and the one line that each says of itself. No DOM.
import { millis } from '@shared/time'
import type { Task } from '../pack'
import { distanceM, type Point } from './geo'

export interface Row { task: Task; metres: number | null }

const dueOf = (row: Row) => (row.task.due_at ? millis(row.task.due_at) : Infinity)

/** Nearest first, places only told in words last; without a position what is due first. */
export function inReach(tasks: readonly Task[], at: Point | null): Row[] {
  const rows = tasks.map((task) => {
    const { lon, lat } = task.case
    return { task, metres: at && lon !== null && lat !== null ? distanceM(at, { lon, lat }) : null }
  })
  return rows.sort((a, b) => ((a.metres ?? Infinity) - (b.metres ?? Infinity) || 0) || dueOf(a) - dueOf(b) || a.task.case.id - b.task.case.id)
}

/** The first due time of all tasks whose clock runs. */
export function nextDue(tasks: readonly Task[]): string | null {
  return tasks.filter((task) => task.due_at !== null && !task.put_off).map((task) => task.due_at!).sort()[0] ?? null
}

const PHASES: Record<string, string> = { confirm: 'discover', accept: 'discover', dispatch: 'discover', sign: 'handle', handle: 'handle', rework: 'handle', check: 'evaluate', judge: 'evaluate', answer: 'evaluate', feedback: 'feedback' }

/** The phase whose colour a kind of task wears. */
export function phaseOf(kind: string): string {
  return PHASES[kind] ?? 'discover'
}

/** `120 米` rounded as a person would say it: nobody reads 117. */
export function roundMetres(metres: number): number {
  return metres < 100 ? Math.round(metres / 10) * 10 : metres < 1000 ? Math.round(metres / 20) * 20 : metres
}
