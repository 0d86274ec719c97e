// The person's own filters, read once for the page and renewed with every change.
import { shallowRef } from 'vue'
import { get, newKey, post, remove } from '@shared/api'
import type { SavedFilter } from './types'

export const saved = shallowRef<SavedFilter[]>([])
/** Conditions that the dialog shows; what a link holds besides them stays as it is. */
export const SHOWN = ['state', 'category', 'source', 'late', 'warning', 'open', 'reported_on', 'closed_on', 'q'] as const
export type Conditions = Partial<Record<string, string>>
/** Places in a list and moments; they are no conditions. */
const NOT_KEPT = ['limit', 'cursor', 'order', 'updated_after']

export async function loadFilters(): Promise<void> {
  saved.value = (await get<{ items: SavedFilter[] }>('/filters')).items
}

export async function keepFilter(name: string, query: Conditions): Promise<SavedFilter> {
  const kept = await post<SavedFilter>('/filters', { name, query: { ...query } }, { idempotencyKey: newKey() })
  await loadFilters()
  return kept
}

export async function dropFilter(filter: SavedFilter): Promise<void> {
  await remove(`/filters/${filter.id}`)
  saved.value = saved.value.filter((one) => one.id !== filter.id)
}

/** The conditions of a list's address and of the words that narrow it. */
export function conditionsOf(link: string, q: string): Conditions {
  const given = Object.fromEntries(new URLSearchParams(link.split('?', 2)[1] ?? ''))
  for (const name of NOT_KEPT) delete given[name]
  if (q.trim()) given.q = q.trim()
  return given
}

/** The address of the list that holds these conditions; what is empty is none. */
export function linkOf(conditions: Conditions): string {
  const pairs = Object.entries(conditions).filter((pair): pair is [string, string] => !!pair[1])
  return `/api/v1/cases?${new URLSearchParams(pairs.sort(([one], [other]) => one.localeCompare(other)))}`
}

/** Which of the own filters a list is, if any. */
export function filterOf(link: string, filters: readonly SavedFilter[]): SavedFilter | null {
  const wanted = linkOf(conditionsOf(link, ''))
  return filters.find((one) => linkOf(one.query) === wanted) ?? null
}
