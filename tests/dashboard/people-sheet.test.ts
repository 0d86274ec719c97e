import { describe, expect, it } from 'vitest'
import { frameAround, frameBounds, place, roomFor, scaleBar, withoutOverlap, type Area, type Point } from '../../dashboard/src/people/print/sheet'
import { drawnParts, ownQuestion, partsQuestion, type Shape } from '../../dashboard/src/people/tree/grids'

const square = (code: string, west: number, south: number, side: number): Shape => ({
  type: 'Feature', properties: { code, name: code, level: 'community', parent: null, community: null, kind: 'land', area_km2: 1, centre: [west, south] },
  geometry: { type: 'Polygon', coordinates: [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]] },
})
const box = (code: string, x: number, y: number, wide: number, tall: number): Area => ({ code, rings: [[[x, y], [x + wide, y], [x + wide, y + tall], [x, y + tall]] as Point[]] })

describe('the sheet', () => {
  const shape = square('a', 118.0, 24.6, 0.02)
  const frame = frameAround([shape], 262, 244)!

  it('shows the community in the middle, whole, with air around it', () => {
    const [left, top] = place(frame, [118.0, 24.62])
    const [right, bottom] = place(frame, [118.02, 24.6])
    expect(left).toBeGreaterThan(10)
    expect(top).toBeGreaterThan(10)
    expect(left).toBeCloseTo(262 - right, 6)
    expect(top).toBeCloseTo(244 - bottom, 6)
  })

  it('is true to length: a kilometre north is as long as a kilometre east', () => {
    const north = 1000 / 111_320
    const [x, y] = place(frame, [118.01, 24.61])
    expect(y - place(frame, [118.01, 24.61 + north])[1]).toBeCloseTo(1000 / frame.metresPerMm, 3)
    expect(place(frame, [118.01 + north / Math.cos((24.61 * Math.PI) / 180), 24.61])[0] - x).toBeCloseTo(1000 / frame.metresPerMm, 3)
  })

  it('knows what it shows, and is nothing without a shape', () => {
    const [west, south, east, north] = frameBounds(frame)
    expect(place(frame, [west, north])).toEqual([0, 0])
    expect(place(frame, [east, south])[0]).toBeCloseTo(262)
    expect(frameAround([], 262, 244)).toBeNull()
  })

  it('has a scale bar of a round length', () => {
    expect(scaleBar(10, 50)).toEqual({ metres: 500, mm: 50 })
    expect(scaleBar(13, 50)).toEqual({ metres: 500, mm: 500 / 13 })
    expect(scaleBar(3, 50).metres).toBe(100)
  })

  it('puts a name where there is room, never on what lies above', () => {
    const [inner, outer] = roomFor([box('in', 0, 0, 60, 100), box('out', 0, 0, 100, 100)], 100, 100)
    expect(inner!.x).toBeLessThan(60)
    expect(outer!.x).toBeGreaterThan(60)
    expect(inner!.radius).toBeGreaterThan(outer!.radius)
    expect(roomFor([box('far', 500, 500, 10, 10)], 100, 100)).toEqual([])
  })
})

describe('what the map asks for', () => {
  const division = (code: string, level: 'city' | 'district' | 'town' | 'street_grid' | 'sub_grid', ...above: string[]) =>
    ({ code, name: '后溪镇', level, kind: 'land' as const, path: [...above, code].map((one) => ({ code: one, name: one })) })
  it('is the division itself and the level below', () => {
    expect(ownQuestion(division('350200', 'city'))).toBeNull()
    expect(ownQuestion(division('350211103', 'town', '350200', '350211'))).toEqual({ level: 'town', parent: null })
    expect(ownQuestion(division('350211103G04', 'street_grid', '350200', '350211', '350211103'))).toEqual({ level: 'street_grid', parent: '350211103' })
    expect(partsQuestion(division('350211103', 'town', '350211'), 'community')).toEqual({ level: 'community', parent: '350211103' })
    expect(partsQuestion(division('350211103901001', 'sub_grid', '350211103', '350211103G04'), 'community')).toEqual({ level: 'sub_grid', parent: '350211103G04' })
  })

  it('names parts without what stands above them; in a district only the sea is drawn in parts', () => {
    const shape = square('a', 118, 24, 0.1)
    const named = { type: 'FeatureCollection' as const, features: [{ ...shape, properties: { ...shape.properties, name: '后溪镇第04网格' } }] }
    expect(drawnParts(division('350211103', 'town'), named).features[0]!.properties.name).toBe('第04网格')
    expect(drawnParts(division('350211', 'district'), named).features).toEqual([])
  })
})

describe('names on the sheet', () => {
  it('never cover each other, the first one stays', () => {
    const at = (x: number, y: number) => ({ x, y, width: 20, height: 8 })
    expect(withoutOverlap([at(0, 0), at(19, 7), at(20, 0), at(0, 8)])).toEqual([at(0, 0), at(20, 0), at(0, 8)])
  })

  it('keep away from the scale and the north', () => {
    const [room] = roomFor([box('a', 0, 0, 100, 100)], 100, 100, [{ x: 0, y: 0, width: 100, height: 60 }])
    expect(room!.y).toBeGreaterThan(60)
  })
})
