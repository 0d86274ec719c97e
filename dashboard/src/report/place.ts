// Where the problem is: the device says, a pin says, or words say. The server turns a point into its grid.
import { computed, ref, watch } from 'vue'
import { ApiProblem, get } from '@shared/api'
import type { Located } from '@shared/types'
import type { Draft } from './draft'

export type PlaceStage = 'none' | 'asking' | 'looking' | 'found' | 'outside' | 'denied' | 'unavailable' | 'failed'

// A device that told where it is the last time will do so again: the page keeps the room for it.
const TOLD = 'gridwhistle.located'
const POSITION: PositionOptions = { enableHighAccuracy: true, timeout: 12_000, maximumAge: 30_000 }

function keepTold(): void {
  try {
    localStorage.setItem(TOLD, '1')
  } catch {
    // A full storage costs the next opening a movement of the page, nothing else.
  }
}

export function usePlace(draft: Draft) {
  const stage = ref<PlaceStage>('none')
  const located = ref<Located | null>(null)
  const outside = ref('')
  const hoped = ref(localStorage.getItem(TOLD) !== null)
  const roomy = computed(() => hoped.value || ['asking', 'looking', 'found'].includes(stage.value))
  const pinned = computed(() => draft.spot?.by === 'pin')
  let turn = 0

  async function look(): Promise<void> {
    const mine = ++turn
    const spot = draft.spot
    located.value = null
    if (!spot) return void (stage.value = stage.value === 'outside' ? 'outside' : 'none')
    stage.value = 'looking'
    try {
      const answer = await get<Located>('/locate', { query: { lon: spot.lon, lat: spot.lat, datum: 'wgs84' } })
      if (mine !== turn) return
      located.value = answer
      stage.value = 'found'
    } catch (error) {
      if (mine !== turn) return
      const beyond = error instanceof ApiProblem && error.type === 'outside-city'
      outside.value = beyond ? error.detail : ''
      stage.value = beyond ? 'outside' : 'failed'
      // Somebody beyond the city may still report something in it: by pin or by words, not by where the phone is.
      if (beyond) draft.spot = null
    }
  }

  function fromDevice(): void {
    if (!navigator.geolocation || !window.isSecureContext) return void (stage.value = 'unavailable')
    stage.value = 'asking'
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const [lon, lat] = [Number(coords.longitude.toFixed(6)), Number(coords.latitude.toFixed(6))]
      hoped.value = false
      draft.device = { lon, lat, accuracy_m: Math.round(coords.accuracy) }
      draft.spot = { lon, lat, by: 'device' }
      keepTold()
    }, (error) => {
      hoped.value = false
      stage.value = error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable'
    }, POSITION)
  }

  /** Without a question to the person: only when this page was allowed before. */
  async function fromDeviceIfAllowed(): Promise<void> {
    const permission = draft.spot ? null : await navigator.permissions?.query({ name: 'geolocation' }).catch(() => null)
    if (permission?.state === 'granted') return fromDevice()
    hoped.value = false
    if (!draft.spot) localStorage.removeItem(TOLD)
  }

  function fromPin(lon: number, lat: number): void {
    draft.spot = { lon: Number(lon.toFixed(6)), lat: Number(lat.toFixed(6)), by: 'pin' }
  }

  watch(() => draft.spot, look, { immediate: true })
  return { stage, located, outside, pinned, roomy, fromDevice, fromDeviceIfAllowed, fromPin, look }
}

export type PlaceState = ReturnType<typeof usePlace>

/** `集美区 后溪镇 · 第 03 网格`, at sea the district and the sea grid. */
export function placeName(place: Pick<Located, 'district' | 'town' | 'street_grid' | 'sub_grid'>): string {
  const area = [place.district?.name, place.town?.name].filter(Boolean).join(' ')
  const grid = place.street_grid?.name ?? place.sub_grid?.name ?? ''
  const short = place.town && grid.startsWith(place.town.name) ? grid.slice(place.town.name.length).trim() : grid
  return [area, short].filter(Boolean).join(' · ')
}
