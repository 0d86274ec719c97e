// One step on many cases: what is asked, what came back, and the one way back for all of them.
import { newKey, post, type Json } from '@shared/api'
import type { CaseItem, Post } from '@shared/types'

export const MOST = 50
const SENDERS = ['station_officer', 'station_head', 'district_dispatcher', 'city_dispatcher']
const MERGEABLE = ['reported', 'confirming', 'registered']

export interface BulkResult {
  id: number; ok: boolean; state?: string; version?: number; undo_until?: string | null
  problem?: { type: string; detail: string; fields: Record<string, string> }
}
export interface BulkAnswer { results: BulkResult[]; done: number; failed: number }
export interface Versioned { id: number; version: number }

export function actsInBulk(held: Post | null): boolean {
  return SENDERS.includes(held?.role ?? '')
}

export function dispatchable(items: readonly CaseItem[]): CaseItem[] {
  return items.filter((item) => item.state === 'registered')
}

export function mergeable(items: readonly CaseItem[]): CaseItem[] {
  return items.filter((item) => MERGEABLE.includes(item.state))
}

export function sendBulk(action: 'dispatch' | 'merge' | 'undo', items: readonly Versioned[], fields: Record<string, Json>, key = newKey()): Promise<BulkAnswer> {
  return post<BulkAnswer>('/cases/bulk', { action, items: items.map(({ id, version }) => ({ id, version })), fields }, { idempotencyKey: key })
}

/** What may still be taken back of an answer. */
export function undoable(answer: BulkAnswer): Versioned[] {
  return answer.results.filter((row) => row.ok && row.undo_until && row.version !== undefined).map((row) => ({ id: row.id, version: row.version! }))
}
