// What the map of the field app shows, as plain values. No DOM.
import type { PointCollection } from '@shared/MapView'
import type { GridCollection } from '@shared/types'
import type { OwnReport } from '../mine/types'
import type { Task } from '../pack'
import type { Point } from '../tasks/geo'
import type { OutboxItem } from '../types'

type Bbox = [number, number, number, number]

/** The rectangle around all grids; null without any. */
export function boundsOf(grids: GridCollection | null): Bbox | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { geometry } of grids?.features ?? []) {
    for (const ring of (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).flat()) {
      for (const [lon, lat] of ring) {
        west = Math.min(west, lon!)
        east = Math.max(east, lon!)
        south = Math.min(south, lat!)
        north = Math.max(north, lat!)
      }
    }
  }
  return west < east ? [west, south, east, north] : null
}

/** The own tasks as marks, the late ones red. */
export function taskPoints(tasks: Task[], now: number): PointCollection {
  return {
    type: 'FeatureCollection',
    features: tasks.filter((task) => task.case.lon !== null && task.case.lat !== null).map((task) => ({
      type: 'Feature',
      properties: { code: String(task.case.id), phase: task.case.phase, late: task.due_at !== null && Date.parse(task.due_at) < now },
      geometry: { type: 'Point', coordinates: [task.case.lon!, task.case.lat!] },
    })),
  }
}

export type Plain = GeoJSON.FeatureCollection<GeoJSON.Point, { code: string }>
/** What was tapped: which mark, or the grid under the finger; `codes` when several marks lie on one spot. */
export interface Chosen extends Point { kind: 'task' | 'report' | 'source' | 'grid'; code: string; codes: string[] }

/** The grids as the own town's map names them: 「后溪镇第01网格」 is 「第01网格」 there. */
export function shortNames(grids: GridCollection): GridCollection {
  return { ...grids, features: grids.features.map((one) => ({ ...one, properties: { ...one.properties, name: one.properties.name.replace(/^.*?(?=第\s*\d)/, '') } })) }
}

function plain(rows: { code: string; lon: number; lat: number }[]): Plain {
  return { type: 'FeatureCollection', features: rows.map(({ code, lon, lat }) => ({ type: 'Feature', properties: { code }, geometry: { type: 'Point', coordinates: [lon, lat] } })) }
}

/** Own reports: what this phone wrote down lately, waiting or sent, and the older ones that the server knows. */
export function reportPoints(items: OutboxItem[], known: Pick<OwnReport, 'id' | 'case'>[]): Plain {
  const here = items.flatMap(({ id, kind, body }) => (kind === 'report' && typeof body.lon === 'number' && typeof body.lat === 'number' ? [{ code: id, lon: body.lon, lat: body.lat }] : []))
  const drawn = new Set(here.map((one) => one.code))
  const older = known.flatMap(({ id, case: own }) => (own !== null && own.lon !== null && own.lat !== null && !drawn.has(id) ? [{ code: id, lon: own.lon, lat: own.lat }] : []))
  return plain([...here, ...older])
}

/** The sources that are watched most closely. */
export function sourcePoints(places: { id: number; risk: string; lon: number; lat: number }[]): Plain {
  return plain(places.filter((one) => one.risk === 'high').map(({ id, lon, lat }) => ({ code: String(id), lon, lat })))
}
