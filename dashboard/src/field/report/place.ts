// In which grid a point lies, on the phone alone: point in polygon over the own town's grids. No DOM.
import type { GridCollection, GridProperties } from '@shared/types'
import { distanceM, type Point } from '../tasks/geo'

type Bbox = [number, number, number, number]

/** `own`: in a grid of the own town · `elsewhere`: in or near the city, the server finds the grid · `far`: not here at all. */
export type Whereabouts = { kind: 'own'; grid: GridProperties } | { kind: 'elsewhere' } | { kind: 'far'; km: number }

const FAR_M = 3_000

function inRing(ring: GeoJSON.Position[], { lon, lat }: Point): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [[x, y], [u, v]] = [ring[i] as [number, number], ring[j] as [number, number]]
    if (y > lat !== v > lat && lon < ((u - x) * (lat - y)) / (v - y) + x) inside = !inside
  }
  return inside
}

/** Inside the outer ring and in none of the holes. */
function inPolygon([outer, ...holes]: GeoJSON.Position[][], at: Point): boolean {
  return outer !== undefined && inRing(outer, at) && !holes.some((hole) => inRing(hole, at))
}

/** The grid in which the point lies; null outside all of them. */
export function gridAt(grids: GridCollection | null, at: Point): GridProperties | null {
  const found = grids?.features.find(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).some((polygon) => inPolygon(polygon, at)))
  return found?.properties ?? null
}

/** Where a point lies as far as this phone can tell; `city` is the city's [west, south, east, north]. */
export function whereabouts(grids: GridCollection | null, at: Point, city: Bbox): Whereabouts {
  const grid = gridAt(grids, at)
  if (grid) return { kind: 'own', grid }
  const [west, south, east, north] = city
  const edge = { lon: Math.min(east, Math.max(west, at.lon)), lat: Math.min(north, Math.max(south, at.lat)) }
  const away = distanceM(at, edge)
  return away > FAR_M ? { kind: 'far', km: Math.round(away / 1000) } : { kind: 'elsewhere' }
}

/** `230 米` · `1.4 公里`, as one would say it. */
export function distanceWords(metres: number, locale: string): string {
  const unit = locale === 'en' ? [' m', ' km'] : [' 米', ' 公里']
  if (metres < 995) return `${metres < 100 ? Math.round(metres) : Math.round(metres / 10) * 10}${unit[0]}`
  return `${(metres / 1000).toFixed(metres < 9_950 ? 1 : 0)}${unit[1]}`
}
