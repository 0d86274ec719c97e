// Geometry of the printed sheet: degrees to millimetres, the length of the scale bar, room for names. No DOM.
import { boundsOf, type Bounds, type Shape } from '../tree/grids'

export interface Frame { width: number; height: number; west: number; north: number; mmPerLon: number; mmPerLat: number; metresPerMm: number }
export type Point = [number, number]

const METRES_PER_DEGREE = 111_320
const AIR = 0.16

/** A map of `width` × `height` mm with these shapes in the middle and some air around them; true to length at its centre. */
export function frameAround(shapes: readonly Shape[], width: number, height: number): Frame | null {
  const bounds = boundsOf(shapes)
  if (!bounds) return null
  const [west, south, east, north] = bounds
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const [wide, tall] = [(east - west) * METRES_PER_DEGREE * shrink, (north - south) * METRES_PER_DEGREE]
  const metresPerMm = Math.max(wide / width, tall / height, 0.05) * (1 + 2 * AIR)
  const [mmPerLon, mmPerLat] = [(METRES_PER_DEGREE * shrink) / metresPerMm, METRES_PER_DEGREE / metresPerMm]
  return { width, height, mmPerLon, mmPerLat, metresPerMm, west: (west + east) / 2 - width / 2 / mmPerLon, north: (south + north) / 2 + height / 2 / mmPerLat }
}

/** [west, south, east, north] of what the frame shows. */
export function frameBounds(frame: Frame): Bounds {
  return [frame.west, frame.north - frame.height / frame.mmPerLat, frame.west + frame.width / frame.mmPerLon, frame.north]
}

export function place(frame: Frame, [lon, lat]: GeoJSON.Position): Point {
  return [(lon! - frame.west) * frame.mmPerLon, (frame.north - lat!) * frame.mmPerLat]
}

export function ringsOf(frame: Frame, shape: Shape): Point[][] {
  const rings = shape.geometry.type === 'Polygon' ? shape.geometry.coordinates : shape.geometry.coordinates.flat()
  return rings.map((ring) => ring.map((position) => place(frame, position)))
}

/** `d` of an SVG path in millimetres. */
export function pathOf(rings: readonly Point[][]): string {
  return rings.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}Z`).join('')
}

/** A round length (1, 2 or 5 times a power of ten) of at most `mostMm` on paper. */
export function scaleBar(metresPerMm: number, mostMm: number): { metres: number; mm: number } {
  const most = metresPerMm * mostMm
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power
  return { metres, mm: metres / metresPerMm }
}

function holds(rings: readonly Point[][], [x, y]: Point): boolean {
  let inside = false
  for (const ring of rings) {
    for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
      const [ax, ay] = ring[at]!
      const [bx, by] = ring[before]!
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
    }
  }
  return inside
}

export interface Area { code: string; rings: Point[][] }
/** A box on the sheet in millimetres. */
export interface Box { x: number; y: number; width: number; height: number }
export interface Room { code: string; x: number; y: number; radius: number }

/**
 * Where each area's name has the most room on the sheet: the point of a lattice (`step` mm) that lies farthest from
 * everything that is not this area, `taken` boxes included. Areas earlier in the list are on top of later ones; those
 * without a point are left out.
 */
export function roomFor(areas: readonly Area[], width: number, height: number, taken: readonly Box[] = [], step = 4): Room[] {
  const [columns, rows] = [Math.floor(width / step), Math.floor(height / step)]
  const owner: string[] = []
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const point: Point = [(column + 0.5) * step, (row + 0.5) * step]
      const free = !taken.some((box) => point[0] > box.x && point[0] < box.x + box.width && point[1] > box.y && point[1] < box.y + box.height)
      owner.push(free ? areas.find((area) => holds(area.rings, point))?.code ?? '' : '')
    }
  }
  return areas.flatMap(({ code }) => widest(owner, code, columns, rows, step))
}

// Distance to the nearest point of somebody else, by steps of king's moves over the lattice (outside counts as somebody else).
function widest(owner: readonly string[], code: string, columns: number, rows: number, step: number): Room[] {
  let left = owner.flatMap((one, at) => (one === code ? [at] : []))
  if (left.length === 0) return []
  let inside = new Set(left)
  let depth = 0
  while (left.length > 0) {
    depth += 1
    const kept = left.filter((at) => {
      const [column, row] = [at % columns, Math.floor(at / columns)]
      if (column === 0 || row === 0 || column === columns - 1 || row === rows - 1) return false
      return [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1].every((by) => inside.has(at + by))
    })
    if (kept.length === 0) break
    left = kept
    inside = new Set(kept)
  }
  const at = left[Math.floor(left.length / 2)]!
  return [{ code, x: ((at % columns) + 0.5) * step, y: (Math.floor(at / columns) + 0.5) * step, radius: depth * step }]
}

/** Boxes that touch none of those before them; what stands first in the list stays. */
export function withoutOverlap<T extends Box>(boxes: readonly T[]): T[] {
  const apart = (a: Box, b: Box): boolean => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
  const kept: T[] = []
  for (const box of boxes) if (kept.every((one) => apart(one, box))) kept.push(box)
  return kept
}
