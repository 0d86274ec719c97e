// How complete the five fixes are: counts and filters. Pure.
import type { Named } from '@shared/types'
import { WHATS, type FiveItem, type What } from './types'

/** How many of the five are fixed: 0–5. */
export function fixedOf(item: Pick<FiveItem, 'fixed'>): number {
  return WHATS.filter((what) => item.fixed[what]).length
}

export function isComplete(item: Pick<FiveItem, 'fixed'>): boolean {
  return fixedOf(item) === WHATS.length
}

/** How many grids lack each of the five. */
export function lacking(items: readonly FiveItem[]): Record<What, number> {
  const count = { area: 0, people: 0, duties: 0, tasks: 0, rewards: 0 }
  for (const item of items) for (const what of WHATS) if (!item.fixed[what]) count[what] += 1
  return count
}

export interface Wish { what: What | ''; town: string; asked: string; complete: boolean }

/** The grids that a person wants to see, the ones that lack most first. */
export function chosen(items: readonly FiveItem[], wish: Wish): FiveItem[] {
  const word = wish.asked.trim().toUpperCase()
  return items
    .filter((item) => (wish.what ? !item.fixed[wish.what] : wish.complete || !isComplete(item)))
    .filter((item) => !wish.town || item.town?.code === wish.town)
    .filter((item) => !word || item.name.includes(word) || item.code.includes(word) || item.missing.some((one) => one.turn?.name.includes(word)))
    .sort((a, b) => fixedOf(a) - fixedOf(b) || a.code.localeCompare(b.code))
}

/** The towns that occur, by code. */
export function townsOf(items: readonly FiveItem[]): Named[] {
  const found = new Map(items.flatMap((item) => (item.town ? [[item.town.code, item.town] as const] : [])))
  return [...found.values()].sort((a, b) => a.code.localeCompare(b.code))
}

/** `98.3%`; a share that is not whole is never said to be 100 %. */
export function percent(complete: number, n: number): string {
  if (n === 0) return '—'
  if (complete === n) return '100%'
  return `${Math.min(99.9, Math.floor((1000 * complete) / n) / 10)}%`
}
