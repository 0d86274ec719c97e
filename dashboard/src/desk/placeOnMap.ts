// What the small map asks for and shows.
import type { PointCollection } from '@shared/MapView'
import type { CaseItem, GridCollection } from '@shared/types'
import type { CaseFile } from './caseFile'

type Bounds = [number, number, number, number]
const NEAR_DEGREES = 0.006
const AROUND_DEGREES = 0.05

/** The grids around a case: street-level ones on land, the sea's own ones at sea; and the code of its own. */
export function gridQuery(item: Pick<CaseItem, 'street_grid' | 'sub_grid'>, lon: number, lat: number): { query: Record<string, string>; code: string } {
  const bbox = [lon - AROUND_DEGREES, lat - AROUND_DEGREES, lon + AROUND_DEGREES, lat + AROUND_DEGREES].map((value) => value.toFixed(5)).join(',')
  return { query: { level: item.street_grid ? 'street_grid' : 'sub_grid', bbox }, code: (item.street_grid ?? item.sub_grid)?.code ?? '' }
}

/** [west, south, east, north] of the case's grid, or a square of about a kilometre around the point. */
export function boundsOf(grids: GridCollection, code: string, lon: number, lat: number): Bounds {
  const own = grids.features.find((row) => row.properties.code === code)
  const around: Bounds = [lon - NEAR_DEGREES, lat - NEAR_DEGREES, lon + NEAR_DEGREES, lat + NEAR_DEGREES]
  if (!own) return around
  const points = (own.geometry.coordinates as unknown[]).flat(own.geometry.type === 'Polygon' ? 1 : 2) as [number, number][]
  return points.reduce<Bounds>(([w, s, e, n], [x, y]) => [Math.min(w, x), Math.min(s, y), Math.max(e, x), Math.max(n, y)], [lon, lat, lon, lat])
}

/** The case and what is nearby, the case drawn last. */
export function pointsOf(file: CaseFile): PointCollection {
  const rows = [...file.nearby.filter((row) => row.id !== file.id), file].filter((row) => row.lon !== null && row.lat !== null)
  return {
    type: 'FeatureCollection',
    features: rows.map((row) => ({
      type: 'Feature',
      properties: { code: String(row.id), phase: row.phase, late: row.late, own: row.id === file.id },
      geometry: { type: 'Point', coordinates: [row.lon!, row.lat!] },
    })),
  }
}
