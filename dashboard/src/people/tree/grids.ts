// The shapes that the map and the printed sheet draw, asked for once each; the browser keeps them by their ETag.
import { get } from '@shared/api'
import type { GridCollection, GridProperties } from '@shared/types'
import type { DivisionLevel, TreeAnswer } from '../types'
import { shortLabel } from './treeRows'

export type Shape = GridCollection['features'][number]
export type Bounds = [number, number, number, number]
export type Parts = 'street_grid' | 'community'

const asked = new Map<string, Promise<GridCollection>>()
export const NOTHING: GridCollection = { type: 'FeatureCollection', features: [] }

/** All divisions of a level, or those inside `parent`. */
export function shapesOf(level: DivisionLevel, parent: string | null = null): Promise<GridCollection> {
  const key = `${level}:${parent ?? ''}`
  const known = asked.get(key)
  if (known) return known
  const promise = get<GridCollection>('/grids', { query: { level, parent } })
  promise.catch(() => asked.delete(key))
  asked.set(key, promise)
  return promise
}

export interface Question { level: DivisionLevel; parent: string | null }

/** Where the shape of a division itself is found. */
export function ownQuestion(division: TreeAnswer['division']): Question | null {
  const { code, level, path } = division
  if (level === 'city') return null
  if (level === 'district' || level === 'town') return { level, parent: null }
  const above = path.filter((row) => row.code !== code).at(-1)?.code ?? null
  return { level, parent: above }
}

/** The level below that is drawn inside a division; a community grid shows its neighbours. */
export function partsQuestion(division: TreeAnswer['division'], parts: Parts): Question {
  const { code, level } = division
  if (level === 'city') return { level: 'district', parent: null }
  if (level === 'district') return { level: 'sub_grid', parent: code }
  if (level === 'town') return { level: parts, parent: code }
  if (level === 'sub_grid') return ownQuestion(division)!
  return { level: 'sub_grid', parent: code }
}

/** Names without what stands above the division or is its own name. */
export function shortened(division: TreeAnswer['division'], shapes: GridCollection): GridCollection {
  const above = [...new Set([...division.path.map((row) => row.name), division.name])]
  const named = (properties: GridProperties): GridProperties => ({ ...properties, name: above.reduce((name, part) => shortLabel(name, part), properties.name) })
  return { ...shapes, features: shapes.features.map((row) => ({ ...row, properties: named(row.properties) })) }
}

/** Only what is drawn in parts: in a district the sea's grids, for the towns are there already. */
export function drawnParts(division: TreeAnswer['division'], shapes: GridCollection): GridCollection {
  const wanted = division.level === 'district' ? shapes.features.filter((row) => row.properties.kind === 'sea') : shapes.features
  return shortened(division, { ...shapes, features: wanted })
}

function positions(geometry: Shape['geometry']): GeoJSON.Position[] {
  return geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2)
}

/** [west, south, east, north] of these shapes; null when there are none. */
export function boundsOf(shapes: readonly Shape[]): Bounds | null {
  const all = shapes.flatMap((shape) => positions(shape.geometry))
  if (all.length === 0) return null
  return all.reduce<Bounds>(([w, s, e, n], [lon, lat]) => [Math.min(w, lon!), Math.min(s, lat!), Math.max(e, lon!), Math.max(n, lat!)], [180, 90, -180, -90])
}
