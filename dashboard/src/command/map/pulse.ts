// The sign that something has just been reported: three rings that widen and fade, gone after a while; the latest says what it is.
import type { Map as LibreMap } from 'maplibre-gl'
import type { Lib } from '@shared/MapView'
import type { CaseItem } from '@shared/types'

const SHOWN_MS = 12_000
const MOST_AT_ONCE = 5
const shown: (() => void)[] = []

/** Show the sign for `item` with `text` beside it; the oldest makes room when there are too many. */
export function showPulse(map: LibreMap, lib: Lib, item: CaseItem, text: string): void {
  if (item.lon === null || item.lat === null) return
  const element = document.createElement('div')
  element.className = `map-pulse ${item.phase}`
  element.setAttribute('aria-hidden', 'true')
  element.append(...Array.from({ length: 3 }, () => document.createElement('i')))
  // Only the latest carries words: several would cover each other and the names of the districts.
  map.getContainer().querySelectorAll('.map-pulse span').forEach((words) => words.remove())
  const words = document.createElement('span')
  words.textContent = text
  element.append(words)
  const marker = new lib.Marker({ element }).setLngLat([item.lon, item.lat]).addTo(map)
  const gone = (): void => {
    clearTimeout(timer)
    marker.remove()
    shown.splice(shown.indexOf(gone) >>> 0, 1)
  }
  const timer = setTimeout(gone, SHOWN_MS)
  shown.push(gone)
  if (shown.length > MOST_AT_ONCE) shown[0]?.()
}
