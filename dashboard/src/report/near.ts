// What lies near the place of a draft, asked for when place and kind are known; without an answer nothing is held up.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { get } from '@shared/api'
import type { Named, Photo } from '@shared/types'
import type { Draft } from './draft'

export interface Refusal { distance_m: number; declined_at: string | null; reason: string; explain: string }
export interface OpenNear { case_id: number; category: Named; distance_m: number; reported_at: string; state_name: string; reports: number; likely: boolean; photo: Photo | null }
export interface ClosedNear { case_id: number; category: Named; distance_m: number; closed_at: string | null; reports: number; photo: Photo | null }
export interface NearAnswer { possible_duplicates: OpenNear[]; closed_nearby: ClosedNear[]; declined_nearby: Refusal[] }
const NOTHING: NearAnswer = { possible_duplicates: [], closed_nearby: [], declined_nearby: [] }
const WAIT_MS = 500

export function useNear(draft: Draft) {
  const near = shallowRef<NearAnswer>(NOTHING)
  const insists = ref(false)
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    const mine = ++turn
    const spot = draft.spot
    if (!spot || !draft.category || draft.intent !== 'complaint') return void (near.value = NOTHING)
    const query = { category: draft.category, lon: spot.lon, lat: spot.lat }
    const answer = await get<NearAnswer>('/near-reports', { query }).catch(() => NOTHING)
    if (mine === turn) near.value = answer
  }

  watch(() => [draft.category, draft.spot?.lon, draft.spot?.lat, draft.intent], () => {
    insists.value = false
    // What was joined was joined there and of that kind; a report that is under way keeps it.
    if (draft.sent === null) draft.joinCase = null
    near.value = NOTHING
    clearTimeout(timer)
    timer = setTimeout(() => void ask(), WAIT_MS)
  })
  onScopeDispose(() => clearTimeout(timer))
  return { near, insists }
}
