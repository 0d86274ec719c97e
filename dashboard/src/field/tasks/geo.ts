// Distances, and links into the phone's map app in the datum that it expects. No DOM.
//
// GCJ-02 has no published specification; the formula is the one that has been public since 2010 (Wikipedia,
// "Restrictions on geographic data in China", section "GCJ-02"; ellipsoid: Krasovsky 1940), as in gis/coordinates.py.

export interface Point { lon: number; lat: number }

const EARTH_RADIUS_M = 6_371_008.8
const KRASOVSKY_A_M = 6_378_245
const KRASOVSKY_E2 = 0.006_693_421_622_965_943
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance in metres between two WGS-84 points. */
export function distanceM(a: Point, b: Point): number {
  const half = Math.sin(radians(b.lat - a.lat) / 2) ** 2
    + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half)))
}

const waves = (value: number, terms: [number, number][]) => (terms.reduce((sum, [amplitude, frequency]) => sum + amplitude * Math.sin(frequency * Math.PI * value), 0) * 2) / 3

/** A WGS-84 point as public Chinese maps draw it: about 500 m away from where it would stand unconverted. */
export function toGcj02({ lon, lat }: Point): Point {
  const [x, y] = [lon - 105, lat - 35]
  const alongX = waves(x, [[20, 6], [20, 2]])
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + alongX + waves(x, [[20, 1], [40, 1 / 3], [150, 1 / 12], [300, 1 / 30]])
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + alongX + waves(y, [[20, 1], [40, 1 / 3], [160, 1 / 12], [320, 1 / 30]])
  const flat = 1 - KRASOVSKY_E2 * Math.sin(radians(lat)) ** 2
  const metresPerLon = radians((KRASOVSKY_A_M / Math.sqrt(flat)) * Math.cos(radians(lat)))
  const metresPerLat = radians((KRASOVSKY_A_M * (1 - KRASOVSKY_E2)) / (flat * Math.sqrt(flat)))
  return { lon: lon + east / metresPerLon, lat: lat + north / metresPerLat }
}

export const MAP_APPS = ['amap', 'baidu', 'apple', 'phone'] as const
export type MapApp = (typeof MAP_APPS)[number]

/** What the phone opens by itself; `agent` is the browser's user agent. */
export function usualApp(agent: string): MapApp {
  if (/iPhone|iPad|iPod|Macintosh/.test(agent)) return 'apple'
  return /Android/.test(agent) ? 'phone' : 'amap'
}

// Opened by the member as a page of its own; nothing is ever fetched from there.
const AMAP = 'https://uri.amap.com/navigation'
const BAIDU = 'https://api.map.baidu.com/direction'

/** The link that shows the way to a WGS-84 point. All four expect GCJ-02 in mainland China. */
export function wayTo(point: Point, name: string, app: MapApp): string {
  const { lon, lat } = toGcj02(point)
  const [x, y, label] = [lon.toFixed(6), lat.toFixed(6), encodeURIComponent(name)]
  if (app === 'apple') return `maps://?daddr=${y},${x}&dirflg=w`
  if (app === 'phone') return `geo:${y},${x}?q=${y},${x}(${label})`
  if (app === 'baidu') return `${BAIDU}?destination=latlng:${y},${x}|name:${label}&coord_type=gcj02&mode=walking&output=html&src=gridwhistle`
  return `${AMAP}?to=${x},${y},${label}&mode=walk&coordinate=gaode&src=gridwhistle`
}
