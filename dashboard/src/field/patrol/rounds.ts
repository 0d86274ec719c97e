// What comes next on the phone: the server's order of need, the own distance, and what has been done since. No DOM.
import { distanceM, type Point } from '../tasks/geo'
import type { OutboxItem } from '../types'
import type { NoticeText, PatrolPlace } from './types'

export type Order = 'need' | 'near'
export interface Row { place: PatrolPlace; metres: number | null; pending: OutboxItem[] }

/** A report or look so close to a source counts as a visit there (workflows/patrol.py). */
const AT_A_SOURCE_M = 50

/** What waits to be sent and was done at this place: visits, and reports from right there. */
export function pendingAt(place: PatrolPlace, items: readonly OutboxItem[]): OutboxItem[] {
  return items.filter((item) => {
    if (item.state === 'sent') return false
    if (item.kind === 'visit') return item.body.source === place.id
    const { lon, lat } = item.body
    return item.kind === 'report' && typeof lon === 'number' && typeof lat === 'number' && distanceM(place, { lon, lat }) <= AT_A_SOURCE_M
  })
}

export function rowsOf(places: readonly PatrolPlace[], items: readonly OutboxItem[], at: Point | null): Row[] {
  return places.map((place) => ({ place, metres: at ? distanceM(at, place) : null, pending: pendingAt(place, items) }))
}

/** The rows that come next, in the order wished; without a position the order of need. */
export function nextRows(rows: readonly Row[], order: Order): Row[] {
  const next = rows.filter((row) => row.place.why.length > 0 && row.pending.length === 0)
  const need = (row: Row) => row.place.rank ?? Infinity
  return next.sort((a, b) => (order === 'near' ? (a.metres ?? Infinity) - (b.metres ?? Infinity) || 0 : 0) || need(a) - need(b))
}

/** Everything else in the own ground: seen in time, or written down here and not sent yet. */
export function otherRows(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.place.why.length === 0 && row.pending.length === 0)
    .sort((a, b) => (a.metres ?? 0) - (b.metres ?? 0) || a.place.due_on.localeCompare(b.place.due_on) || a.place.id - b.place.id)
}

/** How many of the high risk are seen, with what this phone has written down since. */
export function coverageNow(rows: readonly Row[]): { n: number; seen: number } {
  const high = rows.filter((row) => row.place.risk === 'high')
  return { n: high.length, seen: high.filter((row) => row.place.covered || row.pending.length > 0).length }
}

/** Days from `today` (both `2026-11-22`) until a day; negative when it is over. */
export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)
}

/** The texts that fit this kind of place, those made for it first. */
export function fittingNotices(notices: readonly NoticeText[], kind: string | null): NoticeText[] {
  const fits = notices.filter((notice) => notice.kinds.length === 0 || (kind !== null && notice.kinds.includes(kind)))
  return fits.sort((a, b) => b.kinds.length - a.kinds.length)
}

/** A text with its blanks filled, as the server fills it: empty lines fall away, and no value is read as a blank. */
export function fillIn(body: string, blanks: Record<string, string>): string {
  return body.split('\n').map((line) => line.replace(/\{(\w+)\}/g, (_, name: string) => blanks[name] ?? '')).filter((line) => line.trim() !== '').join('\n')
}

export function numbered(points: readonly string[]): string {
  return points.map((point, n) => `${n + 1}. ${point}`).join('\n')
}
