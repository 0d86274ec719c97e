// How one case, freshly read, finds its place in the lists that the board holds. Pure.
import type { CaseItem } from '@shared/types'
import { within } from './divisions'

const byNewest = (a: CaseItem, b: CaseItem): number => b.reported_at.localeCompare(a.reported_at) || b.id - a.id
const byDue = (a: CaseItem, b: CaseItem): number => (a.due_at ?? '9').localeCompare(b.due_at ?? '9') || a.id - b.id

/** Whether the case is answered for inside `scope`; cases at sea have a district only. */
export function inScope(item: CaseItem, scope: string): boolean {
  return [item.street_grid, item.town, item.district, item.sub_grid].some((place) => place !== null && within(place.code, scope))
}

/** Waiting for a reporter's rating is nobody's delay. */
const ANSWER_WINDOW = 'answer'

/** Inside its warning band: not late yet, and somebody's turn. */
export function isNear(item: CaseItem, now: number): boolean {
  if (item.late || item.due_at === null || item.warn_at === null || item.due_stage === ANSWER_WINDOW) return false
  return Date.parse(item.warn_at) <= now && now < Date.parse(item.due_at)
}

/** When the first of `items` that is not late yet may become so: then it is time to ask again. */
export function nextTurn(items: readonly CaseItem[], now: number): number | null {
  const coming = items.filter((item) => !item.late && item.due_at !== null && Date.parse(item.due_at) > now)
  return coming.length === 0 ? null : Math.min(...coming.map((item) => Date.parse(item.due_at ?? '')))
}

/** Which units the cases wait for, and how many each; the most first. */
export function turnsOf(items: readonly CaseItem[]): { unit: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const item of items) {
    const unit = item.whose_turn?.unit
    if (unit) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  }
  return [...counts].map(([unit, count]) => ({ unit, count })).sort((a, b) => b.count - a.count || a.unit.localeCompare(b.unit, 'zh'))
}

function placed(list: readonly CaseItem[], item: CaseItem, keep: boolean, order: (a: CaseItem, b: CaseItem) => number, most: number): CaseItem[] {
  const rest = list.filter((other) => other.id !== item.id)
  if (!keep) return rest
  const at = rest.findIndex((other) => order(item, other) < 0)
  if (at < 0 && rest.length >= most) return rest
  return [...rest.slice(0, at < 0 ? rest.length : at), item, ...(at < 0 ? [] : rest.slice(at))].slice(0, most)
}

/** The newest reports with `item` in its place, at most `most`. */
export function withNewest(list: readonly CaseItem[], item: CaseItem, most: number): CaseItem[] {
  return placed(list, item, true, byNewest, most)
}

/** The open cases by due time with `item` in its place, or gone when it is closed or has no clock. */
export function withDue(list: readonly CaseItem[], item: CaseItem, open: boolean, most: number): CaseItem[] {
  return placed(list, item, open && item.due_at !== null, byDue, most)
}
