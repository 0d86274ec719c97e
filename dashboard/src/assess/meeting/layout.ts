// The head's arrangement of a pack: parts up and down, parts and rows shown or not, a note beside a part. No DOM.
import type { Layout, OwnerChoice, Row } from './types'

/** `name` is a part's key or a row's ref. */
export function toggled(layout: Layout, name: string): Layout {
  const hidden = layout.hidden.includes(name) ? layout.hidden.filter((one) => one !== name) : [...layout.hidden, name]
  return { ...layout, hidden }
}

/** The part one place up (-1) or down (1) among those that the pack has. */
export function moved(layout: Layout, key: string, by: 1 | -1, has: readonly string[]): Layout {
  const order = layout.order.filter((one) => has.includes(one))
  const at = order.indexOf(key)
  const to = at + by
  if (at < 0 || to < 0 || to >= order.length) return layout
  ;[order[at], order[to]] = [order[to]!, order[at]!]
  return { ...layout, order: [...order, ...layout.order.filter((one) => !has.includes(one))] }
}

export function noted(layout: Layout, key: string, text: string): Layout {
  const notes = { ...layout.notes, [key]: text.trim() }
  if (!notes[key]) delete notes[key]
  return { ...layout, notes }
}

/** How an owner reads in the list of choices; people of one name are told apart by what they are. */
export const ownerLabel = (one: OwnerChoice): string => (one.kind === 'grid' ? one.name : `${one.name}（${one.role}）`)

/** The choice that somebody means by what they have typed: the whole label, or a name that only one has. */
export function ownerOf(choices: readonly OwnerChoice[], typed: string): OwnerChoice | null {
  const text = typed.trim()
  const exact = choices.find((one) => ownerLabel(one) === text)
  if (exact) return exact
  const named = choices.filter((one) => one.name === text)
  return named.length === 1 ? named[0]! : null
}

/** What a row asks for when it is assigned: its words after the verb, and its grid as the owner. */
export function wishOf(row: Row, verb: string): { words: string; owner: string } {
  const [first = '', second = ''] = row.text.split(' · ')
  const place = /应于|上报$/.test(second) ? '' : second
  return { words: `${verb}：${row.title}（${[place, first].filter(Boolean).join('，')}）`, owner: row.grid }
}

/** So many days after a day of the city (`2026-11-23`). */
export function dayAfter(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** A grid's name without the town that stands in the title already. */
export const shortGrid = (name: string, town: string): string => (name.startsWith(town) && name.length > town.length ? name.slice(town.length) : name)
