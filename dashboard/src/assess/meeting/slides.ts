// A pack as slides for the meeting room: what is said first comes first, long lists go on over several slides. No DOM.
import type { Chosen, Item, Pack, Part, Row } from './types'

/** Rows on one slide; those that say whose turn it is are a line higher. */
export const ROWS = 5
const HIGH_ROWS = 4
const COUNTED = ['came_in', 'settled', 'late', 'came_back', 'unseen', 'promises'] as const
export type Counted = (typeof COUNTED)[number]

export type Slide =
  | { kind: 'title' }
  | { kind: 'grids'; part: Part }
  | { kind: 'rows'; part: Part; rows: Row[]; at: number; all: number }
  | { kind: 'clear'; parts: Part[] }
  | { kind: 'case'; which: 'good' | 'bad'; chosen: Chosen }
  | { kind: 'review'; text: string }
  | { kind: 'items'; items: Item[]; at: number; all: number }

/** What is shown: the parts in the head's order, without what is left out. A signed pack holds nothing else. */
export function shownParts(pack: Pick<Pack, 'parts' | 'layout' | 'may_edit'>): Part[] {
  if (!pack.may_edit) return pack.parts
  const hidden = new Set(pack.layout.hidden)
  return pack.layout.order.flatMap((key) => {
    const part = pack.parts.find((one) => one.key === key)
    if (!part || hidden.has(key)) return []
    const rows = part.rows.filter((row) => !hidden.has(row.ref))
    return [{ ...part, rows, left_out: part.rows.length - rows.length, note: pack.layout.notes[key] ?? '' }]
  })
}

/** How many there are of what the first slide and the head of the page count; parts that are not shown are not counted. */
export function counts(parts: Part[]): { key: Counted; n: number }[] {
  return COUNTED.flatMap((key) => {
    const part = parts.find((one) => one.key === key)
    return part ? [{ key, n: part.n }] : []
  })
}

function chunks<T>(rows: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size))
}

function ofPart(part: Part): Slide[] {
  if (part.key === 'grids') return [{ kind: 'grids', part }]
  const pages = chunks(part.rows, part.rows.some((row) => row.who) ? HIGH_ROWS : ROWS)
  return pages.map((rows, at) => ({ kind: 'rows', part, rows, at: at + 1, all: pages.length }))
}

export function slidesOf(pack: Pack): Slide[] {
  const parts = shownParts(pack)
  const clear = parts.filter((part) => part.rows.length === 0 && part.key !== 'ranks')
  const cases = (['good', 'bad'] as const).flatMap((which): Slide[] => (pack[which] ? [{ kind: 'case', which, chosen: pack[which] }] : []))
  const pages = chunks(pack.items, ROWS)
  return [
    { kind: 'title' }, ...parts.flatMap(ofPart), ...(clear.length > 0 ? [{ kind: 'clear' as const, parts: clear }] : []), ...cases,
    ...(pack.review ? [{ kind: 'review' as const, text: pack.review }] : []),
    ...pages.map((items, at): Slide => ({ kind: 'items', items, at: at + 1, all: pages.length })),
  ]
}
