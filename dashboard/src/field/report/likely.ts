// Which kinds stand first: what this member reports, here and at this hour, and what the grid has open. No DOM.
import type { Category } from '@shared/types'

/** How often, in which quarter of the day (0–6, 6–12, 12–18, 18–24) and in which grids; counts only, no times, no places. */
export interface Habit { n: number; quarters: [number, number, number, number]; grids: Record<string, number> }
export interface Habits { kinds: Record<string, Habit>; recent: string[] }
export interface Here { grid: string | null; hour: number; open: Record<string, number> }

export const NO_HABITS: Habits = { kinds: {}, recent: [] }
const RECENT = 2
// Until there is a history: what is reported most at these hours. This system's own guess.
const USUAL: string[][] = [['C01', 'D02', 'A05', 'B04'], ['D01', 'A04', 'A03', 'B03'], ['A02', 'A03', 'D01', 'B04'], ['A02', 'A06', 'C03', 'A05']]

const quarterOf = (hour: number) => Math.min(3, Math.max(0, Math.floor(hour / 6)))
const weight = (count: number | undefined) => Math.log1p(count ?? 0)

/** One more report of this kind. */
export function learn(habits: Habits, kind: string, here: Pick<Here, 'grid' | 'hour'>): Habits {
  const { n, quarters, grids } = habits.kinds[kind] ?? { n: 0, quarters: [0, 0, 0, 0], grids: {} }
  const next = quarters.map((count, quarter) => count + (quarter === quarterOf(here.hour) ? 1 : 0)) as Habit['quarters']
  const seen = here.grid ? { ...grids, [here.grid]: (grids[here.grid] ?? 0) + 1 } : grids
  return { kinds: { ...habits.kinds, [kind]: { n: n + 1, quarters: next, grids: seen } }, recent: [kind, ...habits.recent.filter((one) => one !== kind)].slice(0, RECENT) }
}

function score(kind: string, habits: Habits, here: Here): number {
  const habit = habits.kinds[kind]
  const usual = USUAL[quarterOf(here.hour)]!.indexOf(kind)
  const own = habit ? 2 * weight(habit.n) + 1.5 * weight(habit.quarters[quarterOf(here.hour)]) + 1.5 * weight(here.grid ? habit.grids[here.grid] : 0) : 0
  return own + weight(here.open[kind]) + (usual < 0 ? 0 : 0.6 - 0.1 * usual)
}

/** The kinds to show as large buttons: the last ones used first, then by likelihood, then as the catalogue has them. */
export function likely(all: Category[], habits: Habits, here: Here, most: number): Category[] {
  const byCode = new Map(all.map((one) => [one.code, one]))
  const recent = habits.recent.map((code) => byCode.get(code)).filter((one) => one !== undefined)
  const ranked = all.map((one, n) => ({ one, n, points: score(one.code, habits, here) })).sort((a, b) => b.points - a.points || a.n - b.n).map(({ one }) => one)
  return [...new Set([...recent, ...ranked])].slice(0, most)
}
