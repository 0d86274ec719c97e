// 盲查: second looks that wait for the member; the pack keeps them, the answer goes through the outbox.
import { get } from '@shared/api'
import type { Recheck, RecheckResult } from '../../desk/doubts/types'
import type { NewItem, Shot } from '../types'

export const RECHECK_RESULTS: RecheckResult[] = ['solved', 'partly', 'unsolved', 'no_access']

/** For the pack: what waits for this person. */
export async function ownRechecks(): Promise<Recheck[]> {
  return (await get<{ items: Recheck[] }>('/rechecks')).items
}

export function recheckItem(recheck: Recheck, title: string, result: RecheckResult, note: string, shots: readonly Shot[]): NewItem {
  return { kind: 'call', title, path: `/rechecks/${recheck.id}`, part: 'step', body: { result, note: note.trim() }, photos: shots.map((shot) => ({ field: 'photos', shot })) }
}
