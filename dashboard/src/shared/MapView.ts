// The map of divisions and points. MapLibre GL JS is loaded when the first map opens; no glyph server, local fonts.
import type * as MapLibre from 'maplibre-gl'
import type { GridCollection, Phase } from './types'

export type Lib = typeof MapLibre
export type PointCollection = GeoJSON.FeatureCollection<GeoJSON.Point, { phase: Phase; late?: boolean; [key: string]: unknown }>

export interface CityMapOptions {
  /** [west, south, east, north]; shown on opening. */
  bbox: [number, number, number, number]
  baseMap?: { url: string; attribution: string } | null
  interactive?: boolean
}

export interface DivisionLook {
  line: 'grid' | 'town' | 'district'
  /** MapLibre expression or colour for the surface; absent = land by kind. */
  fill?: MapLibre.ExpressionSpecification | string
  labels?: boolean
  /** Below this zoom the layer is hidden. */
  minZoom?: number
}

export interface CityMap {
  map: MapLibre.Map
  lib: Lib
  showDivisions: (id: string, data: GridCollection, look: DivisionLook) => void
  showPoints: (id: string, data: PointCollection) => void
  select: (id: string, code: string | null) => void
  remove: () => void
}

const PHASES: Phase[] = ['discover', 'handle', 'evaluate', 'feedback']
const WIDTH = { grid: 0.5, town: 1, district: 2 } as const
const FONT = ['Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif']

/** A colour token as the page has it now, for canvases that know no CSS variables. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
}

let loading: Promise<Lib> | null = null

/** The map library, its style sheet and its worker; a failed load may be tried again. */
export function loadMapLibrary(): Promise<Lib> {
  loading ??= Promise.all([
    import('maplibre-gl'),
    import('maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'),
    import('maplibre-gl/dist/maplibre-gl.css'),
  ]).then(([lib, worker]) => {
    lib.setWorkerUrl(worker.default)
    return lib
  }).catch((error: unknown) => {
    loading = null
    throw error
  })
  return loading
}

function styleOf(options: CityMapOptions): MapLibre.StyleSpecification {
  const layers: MapLibre.LayerSpecification[] = [{ id: 'sea', type: 'background', paint: { 'background-color': token('sea') } }]
  const sources: MapLibre.StyleSpecification['sources'] = {}
  if (options.baseMap) {
    sources.base = { type: 'raster', tiles: [options.baseMap.url], tileSize: 256, attribution: options.baseMap.attribution }
    layers.push({ id: 'base', type: 'raster', source: 'base', paint: { 'raster-opacity': 0.7 } })
  }
  return { version: 8, sources, layers }
}

/** One phase's sign on a canvas, twice the size it is shown in; red with a light rim when late. */
function drawMark(phase: Phase, late: boolean): ImageData {
  const size = 32
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const pen = canvas.getContext('2d')!
  pen.translate(size / 2, size / 2)
  pen.lineWidth = 3
  pen.strokeStyle = token('surface')
  pen.fillStyle = token(late ? 'late' : phase)
  pen.beginPath()
  if (phase === 'handle') pen.rect(-9, -9, 18, 18)
  else if (phase === 'evaluate') { pen.moveTo(0, -12); pen.lineTo(12, 0); pen.lineTo(0, 12); pen.lineTo(-12, 0); pen.closePath() }
  else pen.arc(0, 0, 10, 0, Math.PI * 2)
  pen.stroke()
  pen.fill()
  if (phase === 'feedback') { pen.beginPath(); pen.arc(0, 0, 4, 0, Math.PI * 2); pen.fillStyle = token('surface'); pen.fill() }
  return pen.getImageData(0, 0, size, size)
}

function setMarks(map: MapLibre.Map): void {
  for (const phase of PHASES) {
    for (const late of [false, true]) {
      const name = `${phase}${late ? '-late' : ''}`
      if (map.hasImage(name)) map.removeImage(name)
      map.addImage(name, drawMark(phase, late), { pixelRatio: 2 })
    }
  }
}

function setData(map: MapLibre.Map, id: string, data: GeoJSON.FeatureCollection): boolean {
  const source = map.getSource<MapLibre.GeoJSONSource>(id)
  if (source) source.setData(data)
  else map.addSource(id, { type: 'geojson', data, promoteId: 'code' })
  return source !== undefined
}

function labelPoints(data: GridCollection): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: data.features.map(({ properties }) => ({ type: 'Feature', properties: { name: properties.name }, geometry: { type: 'Point', coordinates: properties.centre } })),
  }
}

function paintDivisions(map: MapLibre.Map, id: string, look: DivisionLook): void {
  const selected: MapLibre.ExpressionSpecification = ['boolean', ['feature-state', 'selected'], false]
  const surface = look.fill ?? (['match', ['get', 'kind'], 'sea', token('sea'), token('land')] as MapLibre.ExpressionSpecification)
  map.setPaintProperty(`${id}-fill`, 'fill-color', surface)
  map.setPaintProperty(`${id}-line`, 'line-color', token(look.line))
  map.setPaintProperty(`${id}-line`, 'line-width', WIDTH[look.line])
  map.setPaintProperty(`${id}-chosen`, 'line-color', token('accent'))
  map.setPaintProperty(`${id}-chosen`, 'line-width', ['case', selected, 3, 0])
  if (!map.getLayer(`${id}-label`)) return
  map.setPaintProperty(`${id}-label`, 'text-color', token('ink'))
  map.setPaintProperty(`${id}-label`, 'text-halo-color', token('land'))
}

function addDivisionLayers(map: MapLibre.Map, id: string, look: DivisionLook): void {
  const minzoom = look.minZoom ?? 0
  map.addLayer({ id: `${id}-fill`, type: 'fill', source: id, minzoom })
  map.addLayer({ id: `${id}-line`, type: 'line', source: id, minzoom, layout: { 'line-join': 'round' } })
  map.addLayer({ id: `${id}-chosen`, type: 'line', source: id, minzoom, layout: { 'line-join': 'round' } })
  if (!look.labels) return
  map.addLayer({
    id: `${id}-label`, type: 'symbol', source: `${id}-names`, minzoom,
    layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': look.line === 'district' ? 16 : 12, 'text-padding': 4 },
    paint: { 'text-halo-width': 1.5 },
  })
}

function addPointLayer(map: MapLibre.Map, id: string): void {
  map.addLayer({
    id, type: 'symbol', source: id,
    layout: {
      'icon-image': ['concat', ['get', 'phase'], ['case', ['boolean', ['get', 'late'], false], '-late', '']],
      'icon-allow-overlap': true, 'icon-ignore-placement': true,
      'symbol-sort-key': ['case', ['boolean', ['get', 'late'], false], 1, 0],
    },
  })
}

/** Divisions, points and the selection on one opened map; keeps what is shown so that a change of theme can repaint it. */
function withLayers(map: MapLibre.Map, lib: Lib): CityMap {
  const looks = new Map<string, DivisionLook>()
  const chosen = new Map<string, string>()
  const retheme = (): void => {
    map.setPaintProperty('sea', 'background-color', token('sea'))
    setMarks(map)
    for (const [id, look] of looks) paintDivisions(map, id, look)
  }
  window.addEventListener('themechange', retheme)
  return {
    map,
    lib,
    showDivisions(id, data, look) {
      if (look.labels) setData(map, `${id}-names`, labelPoints(data))
      if (!setData(map, id, data)) addDivisionLayers(map, id, look)
      looks.set(id, look)
      paintDivisions(map, id, look)
    },
    showPoints(id, data) {
      if (!setData(map, id, data)) addPointLayer(map, id)
    },
    select(id, code) {
      const before = chosen.get(id)
      if (before !== undefined) map.setFeatureState({ source: id, id: before }, { selected: false })
      chosen.delete(id)
      if (code === null) return
      chosen.set(id, code)
      map.setFeatureState({ source: id, id: code }, { selected: true })
    },
    remove() {
      window.removeEventListener('themechange', retheme)
      map.remove()
    },
  }
}

/** Open a map in `container` and wait until it can be drawn on. Rejects when the library or WebGL is missing. */
export async function openMap(container: HTMLElement, options: CityMapOptions): Promise<CityMap> {
  const lib = await loadMapLibrary()
  const map = new lib.Map({
    container, style: styleOf(options), bounds: options.bbox, fitBoundsOptions: { padding: 16 },
    interactive: options.interactive ?? true, attributionControl: options.baseMap ? { compact: true } : false,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, maxZoom: 18, localIdeographFontFamily: FONT.join(','),
  })
  map.touchZoomRotate?.disableRotation()
  await new Promise<void>((ready) => { map.once('load', () => ready()) })
  setMarks(map)
  return withLayers(map, lib)
}
