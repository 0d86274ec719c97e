// The board's map: what it shows is told to it, what people touch on it is told back. Knows no Vue.
import type { FilterSpecification, GeoJSONSource, Map as LibreMap, MapOptions, PaddingOptions } from 'maplibre-gl'
import { loadMapLibrary, type Lib } from '@shared/MapView'
import type { CaseItem, PublicSettings } from '@shared/types'
import { AREA_LEVELS, levelOf, prefixOf, within, type AreaLevel, type Atlas } from '../divisions'
import { boundsOf, casePoints, centres, type Bounds } from './features'
import { boardStyle, heatColour, NOTHING, scoped } from './layers'
import { addMarks } from './marks'
import { readPalette } from './palette'
import { listen, type Touches } from './pointer'
import { showPulse } from './pulse'

export interface BoardMap {
  /** Step 0–5 of every grid; `late` paints them in the red of time. */
  setHeat: (steps: ReadonlyMap<string, number>, late: boolean) => void
  setScope: (code: string, move: boolean) => void
  setCases: (items: Iterable<CaseItem>) => void
  selectArea: (code: string | null) => void
  chooseCase: (item: CaseItem | null, move: boolean) => void
  /** A ring that widens and fades where something has just been reported. */
  pulse: (item: CaseItem, text: string) => void
  zoom: (by: 1 | -1) => void
  recolour: () => void
  resize: () => void
  remove: () => void
}

export interface BoardMapOptions {
  container: HTMLElement
  atlas: Atlas
  scope: string
  baseMap: PublicSettings['base_map']
  /** What screen readers call the map. */
  label: string
  /** Room for what lies over the map, px. */
  padding: () => PaddingOptions
  touches: Touches
}

const FONTS = 'Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif'
const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches
const boundsIn = (atlas: Atlas, scope: string): Bounds | null => {
  const level = levelOf(scope)
  const layer: AreaLevel = level === 'city' || level === 'other' ? 'district' : level
  return boundsOf(atlas.layers[layer], (code) => within(code, scope))
}

function mapOptions({ container, atlas, scope, baseMap, label, padding }: BoardMapOptions): MapOptions {
  return {
    container, style: boardStyle(readPalette(), baseMap), bounds: boundsIn(atlas, scope) ?? undefined,
    fitBoundsOptions: { padding: padding() }, attributionControl: baseMap ? { compact: true } : false,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, minZoom: 7.5, maxZoom: 17, localIdeographFontFamily: FONTS,
    locale: { 'Map.Title': label },
    // Labels and points take their places at once: a fade would place them bit by bit.
    fadeDuration: 0,
  }
}

/** Open the board's map. Rejects when the library cannot be loaded or WebGL is missing. */
export async function openBoardMap(options: BoardMapOptions): Promise<BoardMap> {
  const lib = await loadMapLibrary()
  const map = new lib.Map(mapOptions(options))
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  await new Promise<void>((loaded) => { map.once('load', () => loaded()) })
  addMarks(map, readPalette())
  const fill = (id: string, data: GeoJSON.FeatureCollection): void => void map.getSource<GeoJSONSource>(id)?.setData(data)
  for (const level of AREA_LEVELS) fill(level, options.atlas.layers[level])
  fill('district-centres', centres(options.atlas, 'district'))
  fill('town-centres', centres(options.atlas, 'town'))
  fill('grid-centres', centres(options.atlas, 'street_grid'))
  return controls(map, lib, options)
}

function applyScope(map: LibreMap, scope: string): void {
  const prefix = prefixOf(scope)
  map.setPaintProperty('heat', 'fill-opacity', scoped(prefix, map.getLayer('base') ? 0.65 : 1, 0))
  map.setPaintProperty('veil', 'fill-opacity', scoped(prefix, 0, 0.6))
  map.setPaintProperty('grid-label', 'text-opacity', scoped(prefix, 0.9, 0))
  map.setPaintProperty('grid-line', 'line-opacity', scoped(prefix, 1, 0.25))
  map.setPaintProperty('town-line', 'line-opacity', scoped(prefix, 1, 0.45))
  map.setPaintProperty('district-line', 'line-opacity', scoped(prefix, 1, 0.4))
  map.setPaintProperty('town-label', 'text-opacity', scoped(prefix, 1, 0.4))
  map.setPaintProperty('district-label', 'text-opacity', scoped(prefix, 1, 0.45))
  for (const level of AREA_LEVELS) map.setFilter(`${level}-scope`, ['==', ['get', 'code'], scope])
}

function recolour(map: LibreMap, baseMap: PublicSettings['base_map']): void {
  const palette = readPalette()
  addMarks(map, palette)
  for (const layer of boardStyle(palette, baseMap).layers) {
    for (const [name, value] of Object.entries(layer.paint ?? {})) map.setPaintProperty(layer.id, name as never, value as never)
  }
}

function controls(map: LibreMap, lib: Lib, options: BoardMapOptions): BoardMap {
  const { atlas } = options
  let scope = options.scope
  let late = false
  let painted: ReadonlyMap<string, number> = new Map()
  const paint = (): void => {
    applyScope(map, scope)
    const palette = readPalette()
    map.setPaintProperty('heat', 'fill-color', heatColour(late ? palette.heatLate : palette.heat))
  }
  listen(map, options.touches, (code) => within(code, scope))
  paint()
  return {
    setHeat(steps, red) {
      for (const { properties: { code } } of atlas.layers.street_grid.features) {
        const step = steps.get(code) ?? 0
        if (step !== (painted.get(code) ?? 0)) map.setFeatureState({ source: 'street_grid', id: code }, { step })
      }
      painted = steps
      if (late !== red) {
        late = red
        paint()
      }
    },
    setScope(code, move) {
      scope = code
      applyScope(map, code)
      const bounds = boundsIn(atlas, code)
      if (move && bounds) map.fitBounds(bounds, { padding: options.padding(), duration: calm() ? 0 : 700, maxZoom: 14.5 })
    },
    setCases: (items) => void map.getSource<GeoJSONSource>('cases')?.setData(casePoints(items)),
    selectArea(code) {
      const filter: FilterSpecification = code ? ['==', ['get', 'code'], code] : NOTHING
      for (const level of AREA_LEVELS) for (const part of ['', '-edge', '-case']) map.setFilter(`${level}-selected${part}`, filter)
      map.setFilter('selected-ring', filter)
    },
    chooseCase(item, move) {
      map.setFilter('case-chosen', ['==', ['get', 'id'], item?.id ?? -1])
      if (!move || item?.lon == null || item.lat == null) return
      map.easeTo({ center: [item.lon, item.lat], zoom: Math.max(map.getZoom(), 12.5), duration: calm() ? 0 : 700 })
    },
    pulse: (item, text) => showPulse(map, lib, item, text),
    zoom: (by) => void map.zoomTo(map.getZoom() + by, { duration: calm() ? 0 : 250 }),
    recolour() {
      recolour(map, options.baseMap)
      paint()
    },
    resize: () => void map.resize(),
    remove: () => map.remove(),
  }
}
