// What is known of the same kind close by: open cases on this phone, and with a network what the server knows.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { get } from '@shared/api'
import type { CaseItem, CaseList } from '@shared/types'
import { useOutbox } from '../outbox'
import { usePack } from '../pack'
import { distanceM, type Point } from '../tasks/geo'
import type { FieldDraft } from './draft'

export interface NearCase { id: number; number: string; stateName: string; metres: number; reports: number; thumb: string | null }
export interface NearRefusal { distance_m: number; declined_at: string | null; reason: string }

const NEAR_M = 120
const DEGREES = 0.0013
const WAIT_MS = 500
const SHOWN = 3

/** Open cases of this kind within a short walk, the nearest first. */
export function nearOf(cases: CaseItem[], kind: string, at: Point): NearCase[] {
  return cases.filter((one) => one.category.code === kind && one.lon !== null && one.lat !== null)
    .map((one) => ({ id: one.id, number: one.number, stateName: one.state_name, metres: distanceM(at, { lon: one.lon!, lat: one.lat! }), reports: one.reports, thumb: one.thumb }))
    .filter((one) => one.metres <= NEAR_M).sort((a, b) => a.metres - b.metres).slice(0, SHOWN)
}

export function useNear(draft: FieldDraft) {
  const pack = usePack()
  const outbox = useOutbox()
  const cases = shallowRef<NearCase[]>([])
  const refusals = shallowRef<NearRefusal[]>([])
  const looked = ref(false)
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(kind: string, at: Point): Promise<void> {
    const mine = ++turn
    const bbox = [at.lon - DEGREES, at.lat - DEGREES, at.lon + DEGREES, at.lat + DEGREES].map((value) => value.toFixed(6)).join(',')
    const [list, declined] = await Promise.all([
      get<CaseList>('/cases', { query: { category: kind, bbox, open: 'true', limit: 20 } }).catch(() => null),
      get<{ declined_nearby: NearRefusal[] }>('/near-reports', { query: { category: kind, lon: at.lon, lat: at.lat } }).catch(() => null),
    ])
    if (mine !== turn) return
    if (list) cases.value = nearOf(list.items, kind, at)
    refusals.value = declined?.declined_nearby.slice(0, SHOWN) ?? []
    looked.value = list !== null
  }

  watch(() => [draft.category, draft.spot?.lon, draft.spot?.lat] as const, ([kind, lon, lat]) => {
    clearTimeout(timer)
    turn += 1
    looked.value = false
    refusals.value = []
    if (!kind || lon === undefined || lat === undefined) return void (cases.value = [])
    cases.value = nearOf((pack.tasks ?? []).map((task) => task.case), kind, { lon, lat })
    if (outbox.online) timer = setTimeout(() => void ask(kind, { lon, lat }), WAIT_MS)
  }, { immediate: true })
  onScopeDispose(() => clearTimeout(timer))
  return { cases, refusals, looked }
}
