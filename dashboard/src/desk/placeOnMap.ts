// What the small map asks for and shows.
import type { PointCollection } from '@shared/MapView'
import type { CaseItem, GridCollection } from '@shared/types'
import type { CaseFile } from './caseFile'

type Bounds = [number, number, number, number]
const NEAR_DEGREES = 0.006

/** The grids around a case: those of its town, at sea those of its district; and the code of its own. */
export function gridQuery(item: Pick<CaseItem, 'district' | 'town' | 'street_grid' | 'sub_grid'>): { query: Record<string, string>; code: string } {
  if (item.street_grid && item.town) return { query: { level: 'street_grid', parent: item.town.code }, code: item.street_grid.code }
  return { query: { level: 'sub_grid', parent: item.district?.code ?? '' }, code: item.sub_grid?.code ?? '' }
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
