// The place of a report: where the phone is (asked once, kept only with the report) and where the problem is.
import { computed, ref, shallowRef, watch } from 'vue'
import { get } from '@shared/api'
import type { Located, PublicSettings } from '@shared/types'
import { useOutbox } from '../outbox'
import { usePack } from '../pack'
import { whereNow } from '../shots/where'
import { distanceM } from '../tasks/geo'
import type { FieldDraft, Spot } from './draft'
import { gridAt, whereabouts } from './place'

export type Finding = 'asking' | 'found' | 'none' | 'far'
// So far off the problem's place and the phone's are told apart on the card.
const APART_M = 40

export function useWhere(draft: FieldDraft, settings: PublicSettings) {
  const pack = usePack()
  const outbox = useOutbox()
  const finding = ref<Finding>(draft.phone ? 'found' : 'none')
  const farKm = ref(0)
  const asked = shallowRef<Located | null>(null)
  let turn = 0

  const grid = computed(() => (draft.spot ? gridAt(pack.grids, draft.spot) : null))
  /** How far the problem is from the phone, when that is worth saying. */
  const apart = computed(() => {
    if (!draft.spot || !draft.phone || draft.spot.by === 'phone') return null
    const metres = distanceM(draft.spot, draft.phone)
    return metres > APART_M ? metres : null
  })
  /** `后溪镇 第 03 网格`, known on the phone for the own town, else by the server. */
  const name = computed(() => {
    if (grid.value) return grid.value.name
    const at = asked.value
    // A grid's name begins with its town's; at sea there is no town.
    return at ? at.street_grid?.name ?? at.sub_grid?.name ?? at.town?.name ?? '' : ''
  })

  /** Ask the phone where it is; a place that was marked by hand stays. */
  async function look(): Promise<void> {
    const mine = ++turn
    finding.value = 'asking'
    const at = await whereNow()
    if (mine !== turn) return
    if (!at) return void (finding.value = 'none')
    draft.phone = at
    const here = whereabouts(pack.grids, at, settings.city.bbox)
    finding.value = here.kind === 'far' ? 'far' : 'found'
    farKm.value = here.kind === 'far' ? here.km : 0
    if (here.kind !== 'far' && (draft.spot === null || draft.spot.by === 'phone')) draft.spot = { lon: at.lon, lat: at.lat, by: 'phone' }
  }

  function mark(lon: number, lat: number): void {
    draft.spot = { lon, lat, by: 'map' }
  }

  /** The problem is where the phone is. */
  function here(): void {
    if (!draft.phone) return
    const { lon, lat } = draft.phone
    draft.spot = { lon, lat, by: 'phone' }
  }

  // Beyond the own town only the server knows the grid; without network it is found when the report arrives.
  watch(() => [draft.spot?.lon, draft.spot?.lat, outbox.online] as const, async ([lon, lat, online]) => {
    asked.value = null
    if (lon === undefined || lat === undefined || grid.value || !online) return
    const answer = await get<Located>('/locate', { query: { lon, lat, datum: 'wgs84' } }).catch(() => null)
    if (draft.spot?.lon === lon && draft.spot.lat === lat) asked.value = answer
  }, { immediate: true })

  return { finding, farKm, grid, name, apart, look, mark, here }
}

export type Where = ReturnType<typeof useWhere>
export type { Spot }
