// The member's own map app, kept on this phone; without a choice the one that the phone opens by itself.
import { ref } from 'vue'
import { MAP_APPS, usualApp, wayTo, type MapApp, type Point } from './geo'

const KEY = 'gridwhistle.field.map-app'
const kept = localStorage.getItem(KEY)

/** What the member chose; null when the phone decides. */
export const mapApp = ref<MapApp | null>(MAP_APPS.find((one) => one === kept) ?? null)

export function chooseMapApp(app: MapApp | null): void {
  mapApp.value = app
  if (app) localStorage.setItem(KEY, app)
  else localStorage.removeItem(KEY)
}

/** `const way = useWay()`: a point (WGS-84) and its name → a link that opens the way there. */
export function useWay(): (point: Point, name: string) => string {
  return (point, name) => wayTo(point, name, mapApp.value ?? usualApp(navigator.userAgent))
}
