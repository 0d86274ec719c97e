// A member's report on the phone: what it needs, where it lies, which kinds stand first, how they are found.
import { describe, expect, it } from 'vitest'
import type { CaseItem, Category, GridCollection } from '../../dashboard/src/shared/types'
import { boundsOf, reportPoints, shortNames } from '../../dashboard/src/field/map/layers'
import { bodyOf, draftOf, freshDraft, missingIn, nextDraft, seenAt, type FieldDraft } from '../../dashboard/src/field/report/draft'
import { choosable, findKinds } from '../../dashboard/src/field/report/finding'
import { learn, likely, NO_HABITS } from '../../dashboard/src/field/report/likely'
import { nearOf } from '../../dashboard/src/field/report/near'
import { distanceWords, gridAt, whereabouts } from '../../dashboard/src/field/report/place'
import type { OutboxItem, Shot } from '../../dashboard/src/field/types'

const NOW = Date.parse('2026-11-23T01:00:00Z')
const kind = (code: string, name: string, initials: string, pinyin: string, evidence = ['photo'], parent: string | null = code[0]!) =>
  ({ code, parent, name, public_name: name, name_en: `kind ${code}`, initials, pinyin, evidence, severity: 3 }) as unknown as Category
const BURNING = kind('A05', '露天焚烧', 'ltfs', 'lutianfenshao')
const SMOKE = kind('A02', '餐饮油烟', 'cyyy', 'canyinyouyan')
const NIGHT = kind('C01', '夜间施工噪声', 'yjsgzs', 'yejianshigongzaosheng', ['measurement'])
const WASTE = kind('D01', '乱倒垃圾', 'ldlj', 'luandaolaji')
const OPINION = kind('M02', '建议', 'jy', 'jianyi')
const ALL = [BURNING, SMOKE, NIGHT, WASTE]
const shot = (takenAt: string): Shot => ({ id: 's', name: 's.jpg', blob: new Blob(), width: 1, height: 1, takenAt, lon: null, lat: null, accuracyM: null })
const draft = (change: Partial<FieldDraft> = {}): FieldDraft => ({ ...freshDraft(NOW), ...change })
const SQUARE = [[[118, 24.5], [118.02, 24.5], [118.02, 24.52], [118, 24.52], [118, 24.5]], [[118.005, 24.505], [118.006, 24.505], [118.006, 24.506], [118.005, 24.506], [118.005, 24.505]]]
const GRIDS = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { code: 'G01', name: '后溪镇第01网格' }, geometry: { type: 'Polygon', coordinates: SQUARE } }] } as unknown as GridCollection

describe('what a report needs', () => {
  it('asks for a place, a kind, and a photo where the kind shows itself', () => {
    expect(missingIn(draft(), undefined)).toEqual(['place', 'category'])
    const here = draft({ spot: { lon: 118, lat: 24.5, by: 'phone' }, category: 'A05' })
    expect(missingIn(here, BURNING)).toEqual(['photo'])
    expect(missingIn({ ...here, shots: [shot('2026-11-23T00:59:00Z')] }, BURNING)).toEqual([])
    expect(missingIn({ ...here, category: 'C01' }, NIGHT)).toEqual([])
  })

  it('takes a line of words where there is no camera, and words for the place where there is no position', () => {
    expect(missingIn(draft({ category: 'A05', description: '手机没有摄像头', placeText: '杏林湾路口' }), BURNING)).toEqual([])
  })

  it('says when it was seen: at the shutter, never later than now', () => {
    expect(seenAt(draft({ shots: [shot('2026-11-23T00:40:00Z'), shot('2026-11-23T00:50:00Z')] }), NOW)).toBe(Date.parse('2026-11-23T00:40:00Z'))
    expect(seenAt(draft({ shots: [shot('2026-11-25T00:00:00Z')] }), NOW)).toBe(NOW)
  })

  it('tells the problem and the phone apart and leaves out what is not known', () => {
    const body = bodyOf(draft({ category: 'A05', spot: { lon: 118.0100001, lat: 24.51, by: 'map' }, phone: { lon: 118.02, lat: 24.5, accuracyM: 7.6 } }), {}, NOW)
    expect(body).toMatchObject({ lon: 118.01, lat: 24.51, device_lon: 118.02, device_lat: 24.5, accuracy_m: 8, source: 'grid_member' })
    expect(Object.keys(body)).not.toContain('premises')
  })

  it('becomes a draft again when it was refused, and leaves the place to the next one', () => {
    const first = draft({ category: 'A05', description: '冒烟', spot: { lon: 118.01, lat: 24.51, by: 'map' }, premises: 'market', answers: { smell: true } })
    const again = draftOf(bodyOf(first, first.answers, NOW), first.shots, 'id', NOW)
    expect(again).toMatchObject({ category: 'A05', description: '冒烟', premises: 'market', answers: { smell: true }, mends: 'id' })
    expect(nextDraft(first, NOW)).toMatchObject({ category: null, description: '', spot: first.spot })
  })
})

describe('where it lies', () => {
  it('finds the grid on the phone, holes left out', () => {
    expect(gridAt(GRIDS, { lon: 118.01, lat: 24.51 })?.code).toBe('G01')
    expect(gridAt(GRIDS, { lon: 118.0055, lat: 24.5055 })).toBeNull()
    expect(gridAt(null, { lon: 118.01, lat: 24.51 })).toBeNull()
  })

  it('tells the own town, elsewhere in the city, and five hundred kilometres away', () => {
    const city: [number, number, number, number] = [117.88, 24.41, 118.42, 24.91]
    expect(whereabouts(GRIDS, { lon: 118.01, lat: 24.51 }, city).kind).toBe('own')
    expect(whereabouts(GRIDS, { lon: 118.2, lat: 24.6 }, city).kind).toBe('elsewhere')
    expect(whereabouts(GRIDS, { lon: 119.3, lat: 29.3 }, city)).toMatchObject({ kind: 'far', km: expect.closeTo(500, -2) })
  })

  it('says distances as one would', () => {
    expect([7.4, 231, 1_440, 23_400].map((metres) => distanceWords(metres, 'zh-CN'))).toEqual(['7 米', '230 米', '1.4 公里', '23 公里'])
  })
})

describe('which kinds stand first', () => {
  it('follows the hour until there is a history, then what the member reports here', () => {
    const at = (hour: number) => ({ grid: 'G01', hour, open: {} })
    expect(likely(ALL, NO_HABITS, at(2), 1)).toEqual([NIGHT])
    let habits = NO_HABITS
    for (const code of ['A02', 'A02', 'A02', 'D01', 'A05']) habits = learn(habits, code, { grid: 'G01', hour: 12 })
    expect(likely(ALL, habits, at(12), 3).map((one) => one.code)).toEqual(['A05', 'D01', 'A02'])
    expect(likely(ALL, NO_HABITS, { ...at(12), open: { C01: 9 } }, 1)).toEqual([NIGHT])
  })

  it('counts and keeps no moment and no place', () => {
    expect(learn(NO_HABITS, 'A05', { grid: 'G01', hour: 20 })).toEqual({ kinds: { A05: { n: 1, quarters: [0, 0, 0, 1], grids: { G01: 1 } } }, recent: ['A05'] })
  })

  it('finds a kind by characters, pinyin and initials; opinions and groups are none', () => {
    const found = (typed: string) => findKinds(choosable([...ALL, OPINION, kind('A', '大气', 'dq', 'daqi', [], null)]), typed).map((one) => one.code)
    expect([found('油烟'), found('yy'), found('lutian'), found('LTFS'), found('建议'), found('大气')]).toEqual([['A02'], ['A02'], ['A05'], ['A05'], [], []])
    expect(found('')).toHaveLength(4)
  })
})

it('says which open cases of the kind lie within a short walk, the nearest first', () => {
  const one = (id: number, lon: number, code = 'A05') => ({ id, number: `HB${id}`, category: { code, name: '' }, state_name: '待核实', lon, lat: 24.51, reports: 1, thumb: null }) as unknown as CaseItem
  expect(nearOf([one(1, 118.0105), one(2, 118.0101), one(3, 118.012), one(4, 118.01, 'D01')], 'A05', { lon: 118.01, lat: 24.51 }).map((row) => row.id)).toEqual([2, 1])
})

it('draws the own town with short names and the reports that this phone knows', () => {
  expect(boundsOf(GRIDS)).toEqual([118, 24.5, 118.02, 24.52])
  expect(shortNames(GRIDS).features[0]!.properties.name).toBe('第01网格')
  const item = (kindOf: string, body: object) => ({ id: kindOf, kind: kindOf, body }) as unknown as OutboxItem
  expect(reportPoints([item('report', { lon: 118, lat: 24.5 }), item('step', {}), item('report', { place_text: '桥下' })], [
    { id: 'report', case: null }, { id: 'older', case: { id: 7, number: 'HB7', department: null, due_at: null, lon: 118.01, lat: 24.51 } },
  ]).features.map((one) => one.properties.code)).toEqual(['report', 'older'])
})
