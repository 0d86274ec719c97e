// Refusals near the place of a draft, asked for when place and kind are known; without an answer nothing is held up.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { get } from '@shared/api'
import type { Draft } from './draft'

export interface Refusal { distance_m: number; declined_at: string | null; reason: string; explain: string }
const WAIT_MS = 500

export function useNear(draft: Draft) {
  const refusals = shallowRef<Refusal[]>([])
  const insists = ref(false)
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    const mine = ++turn
    const spot = draft.spot
    if (!spot || !draft.category || draft.intent !== 'complaint') return void (refusals.value = [])
    const query = { category: draft.category, lon: spot.lon, lat: spot.lat }
    const answer = await get<{ declined_nearby: Refusal[] }>('/near-reports', { query }).catch(() => ({ declined_nearby: [] }))
    if (mine === turn) refusals.value = answer.declined_nearby
  }

  watch(() => [draft.category, draft.spot?.lon, draft.spot?.lat, draft.intent], () => {
    insists.value = false
    clearTimeout(timer)
    timer = setTimeout(() => void ask(), WAIT_MS)
  })
  onScopeDispose(() => clearTimeout(timer))
  return { refusals, insists }
}
