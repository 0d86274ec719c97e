// Hover and click on the board's map: points first, with some room for the finger, then grids.
import type { Map as LibreMap, MapMouseEvent } from 'maplibre-gl'

export interface Touches {
  onGrid: (code: string | null) => void
  onCase: (id: number) => void
  /** The grid or case under the pointer, and where the pointer is on the panel (px). */
  onHover: (hovered: { grid?: string; caseId?: number; x: number; y: number } | null) => void
}

const POINT_LAYERS = ['cases-always', 'cases']
const REACH_PX = 7

function caseAt(map: LibreMap, event: MapMouseEvent): number | undefined {
  const { x, y } = event.point
  const box: [[number, number], [number, number]] = [[x - REACH_PX, y - REACH_PX], [x + REACH_PX, y + REACH_PX]]
  const id = map.queryRenderedFeatures(box, { layers: POINT_LAYERS })[0]?.properties.id as number | undefined
  return id === undefined ? undefined : Number(id)
}

function gridAt(map: LibreMap, event: MapMouseEvent): string | undefined {
  return map.queryRenderedFeatures(event.point, { layers: ['heat'] })[0]?.properties.code as string | undefined
}

/** Listen on `map`; `inScope` says which grids answer at all. */
export function listen(map: LibreMap, touches: Touches, inScope: (code: string) => boolean): void {
  let hovered: string | undefined
  const mark = (code: string | undefined): void => {
    if (hovered === code) return
    if (hovered) map.setFeatureState({ source: 'street_grid', id: hovered }, { hover: false })
    if (code) map.setFeatureState({ source: 'street_grid', id: code }, { hover: true })
    hovered = code
  }
  const allowed = (event: MapMouseEvent): string | undefined => {
    const code = gridAt(map, event)
    return code !== undefined && inScope(code) ? code : undefined
  }
  map.on('mousemove', (event) => {
    const caseId = caseAt(map, event)
    const grid = allowed(event)
    mark(grid)
    map.getCanvas().style.cursor = caseId !== undefined || grid ? 'pointer' : ''
    touches.onHover(caseId !== undefined || grid ? { grid, caseId, x: event.point.x, y: event.point.y } : null)
  })
  map.on('mouseout', () => {
    mark(undefined)
    touches.onHover(null)
  })
  map.on('click', (event) => {
    const caseId = caseAt(map, event)
    if (caseId !== undefined) touches.onCase(caseId)
    else touches.onGrid(allowed(event) ?? null)
  })
}
