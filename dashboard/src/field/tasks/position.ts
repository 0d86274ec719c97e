// Where the phone is: asked for only while a screen that needs it is looked at, held in memory, kept nowhere.
import { onScopeDispose, reactive, readonly } from 'vue'
import type { Point } from './geo'

export type Finding = 'asking' | 'known' | 'denied' | 'none'

const state = reactive<{ at: Point | null; accuracyM: number | null; finding: Finding }>({ at: null, accuracyM: null, finding: 'asking' })
export const position = readonly(state)

let users = 0
let watching: number | null = null

function found({ coords }: GeolocationPosition): void {
  state.at = { lon: coords.longitude, lat: coords.latitude }
  state.accuracyM = coords.accuracy
  state.finding = 'known'
}

function failed(error: GeolocationPositionError): void {
  if (state.at === null) state.finding = error.code === error.PERMISSION_DENIED ? 'denied' : 'none'
}

function follow(): void {
  const wanted = users > 0 && !document.hidden
  if (wanted && watching === null && 'geolocation' in navigator) {
    watching = navigator.geolocation.watchPosition(found, failed, { enableHighAccuracy: true, maximumAge: 20_000, timeout: 20_000 })
  } else if (!wanted && watching !== null) {
    navigator.geolocation.clearWatch(watching)
    watching = null
  }
}

if (!('geolocation' in navigator)) state.finding = 'none'
document.addEventListener('visibilitychange', follow)

/** Follow the phone while this component is on the screen and the screen is looked at. */
export function usePosition(): typeof position {
  users += 1
  follow()
  onScopeDispose(() => {
    users -= 1
    follow()
  })
  return position
}
