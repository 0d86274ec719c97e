// How a list takes in fresh answers without jumping under the reader's eyes.
import type { CaseItem } from '@shared/types'

/** `gone`: no longer in this list; `to` is the state it went to, when known. */
export interface Row { item: CaseItem; gone: boolean; to?: string | null }
/** Cases that something happened to, with the state they went to. */
export type Touched = Map<number, string | null>
export interface Merged { rows: Row[]; arrived: number[] }

/**
 * Rows on the screen + the newest first page → the same rows in the same order, their contents renewed.
 * A touched case that the page no longer holds stays in place, marked as gone; new ones are only told by id.
 * `complete` says that the page holds the whole list; otherwise a case that went to `state`, the list's one state,
 * is new to it as well: it stands on a later page.
 */
export function mergeRows(rows: Row[], fresh: CaseItem[], touched: Touched, complete: boolean, state: string | null = null): Merged {
  const found = new Map(fresh.map((item) => [item.id, item]))
  const shown = new Set(rows.map((row) => row.item.id))
  const here = fresh.filter((item) => !shown.has(item.id) && (complete || touched.has(item.id))).map((item) => item.id)
  const later = complete || state === null ? [] : [...touched].filter(([id, to]) => to === state && !shown.has(id) && !found.has(id)).map(([id]) => id)
  return {
    rows: rows.map((row) => {
      const item = found.get(row.item.id)
      if (item) return { item, gone: false }
      return complete || touched.has(row.item.id) ? { ...row, gone: true, to: touched.get(row.item.id) ?? row.to } : row
    }),
    arrived: [...here, ...later],
  }
}

/** Further page: what is already shown is renewed, the rest follows at the end. */
export function appendRows(rows: Row[], more: CaseItem[]): Row[] {
  const later = new Map(more.map((item) => [item.id, item]))
  const kept = rows.map((row) => (later.has(row.item.id) ? { item: later.get(row.item.id)!, gone: false } : row))
  const shown = new Set(rows.map((row) => row.item.id))
  return [...kept, ...more.filter((item) => !shown.has(item.id)).map((item) => ({ item, gone: false }))]
}
