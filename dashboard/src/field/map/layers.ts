// What the map of the field app shows, as plain values. No DOM.
import type { PointCollection } from '@shared/MapView'
import type { GridCollection } from '@shared/types'
import type { Task } from '../pack'

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
