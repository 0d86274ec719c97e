// The marks on the map: tasks by the phase's own sign, own reports as rings, sources as dark diamonds, the phone as a dot.
import type { GeoJSONSource } from 'maplibre-gl'
import { token, type CityMap, type PointCollection } from '@shared/MapView'
import type { Point } from '../tasks/geo'
import type { Chosen, Plain } from './layers'

const REACH = 22

function setPlain(city: CityMap, id: string, data: GeoJSON.FeatureCollection, add: () => void): void {
  const source = city.map.getSource<GeoJSONSource>(id)
  if (source) return void source.setData(data)
  city.map.addSource(id, { type: 'geojson', data })
  add()
}

/** Draw everything anew; what is hidden comes as an empty collection. */
export function showMarks(city: CityMap, points: { tasks: PointCollection; reports: Plain; sources: Plain }, here: Point | null): void {
  const at: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: here ? [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [here.lon, here.lat] } }] : [] }
  setPlain(city, 'here', at, () => {
    city.map.addLayer({ id: 'here-halo', type: 'circle', source: 'here', paint: { 'circle-radius': 20, 'circle-color': token('handle'), 'circle-opacity': 0.18 } })
    city.map.addLayer({ id: 'here', type: 'circle', source: 'here', paint: { 'circle-radius': 8, 'circle-color': token('handle'), 'circle-stroke-width': 3, 'circle-stroke-color': token('surface') } })
  })
  setPlain(city, 'sources', points.sources, () => {
    city.map.addImage('source', diamond(), { pixelRatio: 2 })
    city.map.addLayer({ id: 'sources', type: 'symbol', source: 'sources', layout: { 'icon-image': 'source', 'icon-allow-overlap': true } })
  })
  setPlain(city, 'reports', points.reports, () => city.map.addLayer({
    id: 'reports', type: 'circle', source: 'reports', paint: { 'circle-radius': 6, 'circle-color': token('surface'), 'circle-stroke-width': 3.5, 'circle-stroke-color': token('accent') },
  }))
  city.showPoints('tasks', points.tasks)
}

const LAYERS = ['here-halo', 'here', 'sources', 'reports', 'tasks'] as const

/** Grids that came later lie under the marks; what is painted by hand follows the theme. */
export function raiseMarks(city: CityMap): void {
  const { map } = city
  for (const id of LAYERS) if (map.getLayer(id)) map.moveLayer(id)
  if (!map.getLayer('here')) return
  map.updateImage('source', diamond())
  for (const [id, name, colour] of [['here-halo', 'circle-color', 'handle'], ['here', 'circle-color', 'handle'], ['here', 'circle-stroke-color', 'surface'],
    ['reports', 'circle-color', 'surface'], ['reports', 'circle-stroke-color', 'accent']] as const) map.setPaintProperty(id, name, token(colour))
}

const KINDS = { tasks: 'task', reports: 'report', sources: 'source' } as const

/** The marks within a finger's reach of a point on the screen, tasks before reports before sources. */
export function tappedAt(city: CityMap, x: number, y: number): Chosen | null {
  const box: [[number, number], [number, number]] = [[x - REACH, y - REACH], [x + REACH, y + REACH]]
  for (const layer of ['tasks', 'reports', 'sources'] as const) {
    const found = city.map.getLayer(layer) ? city.map.queryRenderedFeatures(box, { layers: [layer] }) : []
    const codes = [...new Set(found.map((one) => String(one.properties.code)))]
    if (codes.length > 0 && found[0]!.geometry.type === 'Point') return { kind: KINDS[layer], code: codes[0]!, codes, lon: found[0]!.geometry.coordinates[0]!, lat: found[0]!.geometry.coordinates[1]! }
  }
  return null
}

function diamond(): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 30
  const pen = canvas.getContext('2d')!
  pen.translate(15, 15)
  pen.rotate(Math.PI / 4)
  pen.fillStyle = token('ink')
  pen.strokeStyle = token('surface')
  pen.lineWidth = 3
  pen.fillRect(-7, -7, 14, 14)
  pen.strokeRect(-8, -8, 16, 16)
  return pen.getImageData(0, 0, 30, 30)
}
