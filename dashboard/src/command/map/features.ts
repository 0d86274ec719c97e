// Plain answers of the server → what the map's sources hold. Pure.
import type { CaseItem } from '@shared/types'
import { shortName, type AreaLevel, type Atlas } from '../divisions'
import { markName } from './marks'

type Points = GeoJSON.FeatureCollection<GeoJSON.Point>

/** One labelled point per area; the more land, the earlier its label is placed. */
export function centres(atlas: Atlas, level: AreaLevel): Points {
  return {
    type: 'FeatureCollection',
    features: atlas.layers[level].features.map(({ properties }) => ({
      type: 'Feature',
      properties: { id: properties.code, code: properties.code, short: shortName(properties), rank: -properties.area_km2 },
      geometry: { type: 'Point', coordinates: properties.centre },
    })),
  }
}

/** So many of the newest cases always show; older ones that are not late show when there is room. */
export const ALWAYS_SHOWN = 120

/** The cases that have a place, the newest first. */
export function casePoints(items: Iterable<CaseItem>): Points {
  const placed = [...items].filter((item) => item.lon !== null && item.lat !== null)
    .sort((a, b) => b.reported_at.localeCompare(a.reported_at))
  return {
    type: 'FeatureCollection',
    features: placed.map((item, rank) => ({
      type: 'Feature',
      properties: { id: item.id, late: item.late, always: item.late || rank < ALWAYS_SHOWN, mark: markName(item.phase, item.late), rank },
      geometry: { type: 'Point', coordinates: [item.lon ?? 0, item.lat ?? 0] },
    })),
  }
}

export type Bounds = [west: number, south: number, east: number, north: number]

/** The box around the features for which `chosen` holds; null when there is none. */
export function boundsOf(collection: GeoJSON.FeatureCollection, chosen: (code: string) => boolean): Bounds | null {
  const box: Bounds = [Infinity, Infinity, -Infinity, -Infinity]
  const stretch = (positions: unknown): void => {
    if (!Array.isArray(positions)) return
    const [lon, lat] = positions as unknown[]
    if (typeof lon !== 'number' || typeof lat !== 'number') return positions.forEach(stretch)
    box[0] = Math.min(box[0], lon)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lon)
    box[3] = Math.max(box[3], lat)
  }
  for (const { geometry, properties } of collection.features) {
    if (chosen(String(properties?.code)) && 'coordinates' in geometry) stretch(geometry.coordinates)
  }
  return Number.isFinite(box[0]) ? box : null
}
