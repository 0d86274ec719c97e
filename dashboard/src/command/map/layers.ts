// The map's style: quiet sea and land, hairline grids, thicker towns and districts, points, labels. No glyph server.
import type {
  ExpressionSpecification, FilterSpecification, LayerSpecification, SourceSpecification, StyleSpecification,
} from 'maplibre-gl'
import type { PublicSettings } from '@shared/types'
import type { Palette } from './palette'

const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }
const areas = (): SourceSpecification => ({ type: 'geojson', data: EMPTY, promoteId: 'code', tolerance: 0 })
const points = (): SourceSpecification => ({ type: 'geojson', data: EMPTY, promoteId: 'id' })

export const NOTHING: FilterSpecification = ['==', ['get', 'code'], '']
const state = (name: string): ExpressionSpecification => ['boolean', ['feature-state', name], false]
const byZoom = (...stops: number[]): ExpressionSpecification =>
  ['interpolate', ['linear'], ['zoom'], ...stops] as ExpressionSpecification
/** The same with its sizes, every second number, made larger by `scale`. */
const sized = (scale: number, ...stops: number[]): ExpressionSpecification =>
  byZoom(...stops.map((stop, index) => (index % 2 === 1 ? stop * scale : stop)))

/** Colour of a grid by the step in its feature state. */
export function heatColour(ramp: readonly string[]): ExpressionSpecification {
  const pairs = ramp.flatMap((colour, step) => [step, colour])
  return ['match', ['coalesce', ['feature-state', 'step'], 0], ...pairs, ramp[0]] as unknown as ExpressionSpecification
}

/** `inside` for areas in, or around, the area whose codes begin with `prefix`; `outside` for the others. */
export function scoped(prefix: string, inside: number, outside: number): ExpressionSpecification {
  const code: ExpressionSpecification = ['get', 'code']
  const below: ExpressionSpecification = ['==', ['slice', code, 0, prefix.length], prefix]
  const above: ExpressionSpecification = ['==', ['slice', prefix, 0, ['length', code]], code]
  return ['case', ['any', below, above], inside, outside]
}

function ground(p: Palette, baseMap: boolean): LayerSpecification[] {
  // Opaque steps, like depth contours: translucent wide lines would show their own joints.
  const coast = p.coast.map((colour, step): LayerSpecification => {
    const width = (p.coast.length - step) * 15
    return {
      id: `coast-${step}`, type: 'line', source: 'district', layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': colour, 'line-width': byZoom(9, width, 13, width * 3) },
    }
  })
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': p.sea } },
    ...coast,
    { id: 'land', type: 'fill', source: 'district', paint: { 'fill-color': p.land } },
    ...(baseMap ? [{ id: 'base', type: 'raster', source: 'base', paint: { 'raster-opacity': 0.6 } } as const] : []),
    { id: 'heat', type: 'fill', source: 'street_grid', paint: { 'fill-color': heatColour(p.heat), 'fill-antialias': false } },
    // What lies outside the scope sinks back towards the sea.
    { id: 'veil', type: 'fill', source: 'street_grid', paint: { 'fill-color': p.sea, 'fill-antialias': false } },
    { id: 'grid-hover', type: 'fill', source: 'street_grid', paint: { 'fill-color': p.ink, 'fill-opacity': ['case', state('hover'), 0.16, 0] } },
  ]
}

function borders(p: Palette): LayerSpecification[] {
  const round = { 'line-join': 'round', 'line-cap': 'round' } as const
  return [
    { id: 'grid-line', type: 'line', source: 'street_grid', layout: round, paint: { 'line-color': p.grid, 'line-width': byZoom(9, 0.6, 13, 1.2) } },
    { id: 'town-line', type: 'line', source: 'town', layout: round, paint: { 'line-color': p.town, 'line-width': byZoom(9, 1.1, 13, 2) } },
    { id: 'district-case', type: 'line', source: 'district', layout: round, paint: { 'line-color': p.sea, 'line-width': byZoom(9, 4, 13, 6), 'line-opacity': 0.7 } },
    { id: 'district-line', type: 'line', source: 'district', layout: round, paint: { 'line-color': p.district, 'line-width': byZoom(9, 1.8, 13, 3) } },
    { id: 'grid-hover-line', type: 'line', source: 'street_grid', layout: round, paint: { 'line-color': p.ink, 'line-width': 2, 'line-opacity': ['case', state('hover'), 1, 0] } },
  ]
}

function selection(p: Palette): LayerSpecification[] {
  const round = { 'line-join': 'round', 'line-cap': 'round' } as const
  return ['district', 'town', 'street_grid'].flatMap((source): LayerSpecification[] => [
    { id: `${source}-scope`, type: 'line', source, filter: NOTHING, layout: round, paint: { 'line-color': p.ink, 'line-width': 2.6, 'line-opacity': 0.85 } },
    { id: `${source}-selected-case`, type: 'line', source, filter: NOTHING, layout: round, paint: { 'line-color': p.halo, 'line-width': 10 } },
    { id: `${source}-selected-edge`, type: 'line', source, filter: NOTHING, layout: round, paint: { 'line-color': p.accent, 'line-width': 6.5 } },
    { id: `${source}-selected`, type: 'line', source, filter: NOTHING, layout: round, paint: { 'line-color': p.ink, 'line-width': 2.5 } },
  ]).concat([
    // A grid of the old town is a few pixels wide on the map of the city: a ring says where it is.
    { id: 'selected-ring', type: 'circle', source: 'grid-centres', filter: NOTHING, maxzoom: 11.5, paint: { 'circle-radius': 26, 'circle-opacity': 0, 'circle-stroke-color': p.accent, 'circle-stroke-width': 3 } },
  ])
}

function cases(p: Palette): LayerSpecification[] {
  const size = sized(p.scale, 9, 0.78, 11, 1, 14, 1.35)
  return [
    {
      // Older points make room for each other and for labels: near enough, all of them show.
      id: 'cases', type: 'symbol', source: 'cases', filter: ['!', ['get', 'always']],
      layout: { 'icon-image': ['get', 'mark'], 'icon-size': size, 'icon-padding': byZoom(9, 4, 11, 1), 'symbol-sort-key': ['get', 'rank'] },
    },
    {
      // The late ones lie on top: the higher the key, the later it is drawn.
      id: 'cases-always', type: 'symbol', source: 'cases', filter: ['get', 'always'],
      layout: {
        'icon-image': ['get', 'mark'], 'icon-size': size, 'icon-allow-overlap': true, 'icon-padding': 0,
        'symbol-sort-key': ['case', ['get', 'late'], 1e6, ['-', 0, ['get', 'rank']]],
      },
    },
    {
      id: 'case-chosen', type: 'circle', source: 'cases', filter: ['==', ['get', 'id'], -1],
      paint: { 'circle-radius': 15, 'circle-opacity': 0, 'circle-stroke-color': p.accent, 'circle-stroke-width': 3.5 },
    },
  ]
}

function labels(p: Palette): LayerSpecification[] {
  const halo = { 'text-halo-color': p.halo, 'text-halo-width': 1.8, 'text-halo-blur': 0.4 }
  const family = ['Noto Sans CJK SC Medium']
  // The weight is read from the name.
  const strong = ['Noto Sans CJK SC Bold']
  return [
    {
      id: 'grid-label', type: 'symbol', source: 'grid-centres', minzoom: 11.6,
      layout: { 'text-field': ['get', 'short'], 'text-font': family, 'text-size': sized(p.scale, 11.6, 11, 14, 14), 'text-padding': 4 },
      paint: { 'text-color': p.label, 'text-opacity': 0.85, ...halo },
    },
    {
      id: 'town-label', type: 'symbol', source: 'town-centres',
      layout: {
        'text-field': ['get', 'short'], 'text-font': family, 'text-size': sized(p.scale, 9, 12.5, 11, 15, 13, 18), 'text-padding': 3,
        'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'], 'text-radial-offset': 0.35, 'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'text-color': p.label, ...halo },
    },
    {
      id: 'district-label', type: 'symbol', source: 'district-centres', maxzoom: 12.5,
      layout: {
        'text-field': ['get', 'short'], 'text-font': strong, 'text-size': sized(p.scale, 9, 20, 11, 26), 'text-letter-spacing': 0.12, 'text-padding': 2,
        'text-variable-anchor': ['center', 'top', 'bottom'], 'text-radial-offset': 0.6,
      },
      paint: { 'text-color': p.ink, ...halo, 'text-halo-width': 2.6 },
    },
  ]
}

/** The whole style for `palette`; the sources start empty. */
export function boardStyle(palette: Palette, baseMap: PublicSettings['base_map']): StyleSpecification {
  const base: Record<string, SourceSpecification> = baseMap
    ? { base: { type: 'raster', tiles: [baseMap.url], tileSize: 256, attribution: baseMap.attribution } }
    : {}
  return {
    version: 8,
    sources: {
      ...base,
      district: areas(), town: areas(), street_grid: areas(),
      'district-centres': points(), 'town-centres': points(), 'grid-centres': points(), cases: points(),
    },
    layers: [...ground(palette, baseMap !== null), ...borders(palette), ...selection(palette), ...cases(palette), ...labels(palette)],
  }
}
