import { describe, expect, it } from 'vitest'
import type { CaseItem, GridCollection, Person, Post } from '@shared/types'
import { inScope, isNear, nextTurn, turnsOf, withDue, withNewest } from '../../../dashboard/src/command/case-lists'
import { gridText, shortUnit } from '../../../dashboard/src/command/case-words'
import { levelOf, makeAtlas, prefixOf, shortName, within } from '../../../dashboard/src/command/divisions'
import { rootsOf, startScope } from '../../../dashboard/src/command/scope'

const NOW = Date.parse('2026-11-22T02:00:00Z')
const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString()
const item = (id: number, changes: Partial<CaseItem> = {}): CaseItem => ({
  id, number: `HB${id}`, version: 1, state: 'handling', state_name: '处置中', phase: 'handle',
  category: { code: 'A01', name: '暴露垃圾' }, severity: 2, source: 'citizen', source_name: '随手拍',
  district: { code: '350211', name: '集美区' }, town: { code: '350211103', name: '后溪镇' },
  street_grid: { code: '350211103G03', name: '后溪镇第03网格' }, sub_grid: null, community: null, lon: 118, lat: 24.6,
  place_text: null, department: null, assignee: null, reported_at: at(-id), updated_at: at(-id), due_at: at(id),
  warn_at: at(id - 10), due_stage: 'handle', due_stage_name: '处置', late: false, put_off: false, reports: 1, thumb: null, flags: [],
  whose_turn: null, ...changes,
})
const ids = (list: readonly CaseItem[]): number[] => list.map((one) => one.id)

describe('areas by their codes', () => {
  it('knows the level of a code and what lies inside', () => {
    expect(['350200', '350211', '350211103', '350211103G03', '350211103901001'].map(levelOf))
      .toEqual(['city', 'district', 'town', 'street_grid', 'other'])
    expect(prefixOf('350200')).toBe('3502')
    expect(within('350211103G03', '350200') && within('350211103G03', '350211103')).toBe(true)
    expect(within('350211', '350211103')).toBe(false)
  })

  it('finds the way down to an area and names it short on the map', () => {
    const layer = (code: string, name: string, level: string, parent: string): GridCollection => ({
      type: 'FeatureCollection',
      features: [{
        type: 'Feature', geometry: { type: 'Polygon', coordinates: [] },
        properties: { code, name, level, parent, community: null, kind: 'land', area_km2: 1, centre: [118, 24] },
      }],
    })
    const atlas = makeAtlas({
      district: layer('350211', '集美区', 'district', '350200'),
      town: layer('350211103', '后溪镇', 'town', '350211'),
      street_grid: layer('350211103G03', '后溪镇第03网格', 'street_grid', '350211103'),
    })
    expect(atlas.path('350211103G03').map(shortName)).toEqual(['集美区', '后溪', '03'])
    expect(atlas.children('350211').map((area) => area.code)).toEqual(['350211103'])
    expect(atlas.path('350200')).toEqual([])
  })
})

describe('where a person may look', () => {
  const post = (role: string, division: string): Post => ({
    role, role_name: role, division, division_name: division, department: null, department_name: null, from: '', to: null,
  })
  const person: Person = { id: 1, name: '甲', posts: [post('station_officer', '350200'), post('leader', '350211'), post('leader', '350211')] }

  it('opens in the leader’s own area and offers the others once', () => {
    expect(rootsOf(person).map((root) => root.code)).toEqual(['350211', '350200'])
  })

  it('has no area for administrators and departments', () => {
    const away = { ...person, posts: [post('administrator', '350200'), { ...post('department_officer', '350211'), department: '350211-CG' }] }
    expect(rootsOf(away)).toEqual([])
  })

  it('follows the address only inside that person’s areas', () => {
    const roots = [{ code: '350211', name: '' }]
    expect(startScope(roots, '?division=350211103', within)).toBe('350211103')
    expect(startScope(roots, '?division=350203', within)).toBe('350211')
  })
})

describe('the lists of the board', () => {
  it('puts a case that has just arrived in its place, once', () => {
    const list = [item(2), item(5)]
    expect(ids(withNewest(list, item(1), 3))).toEqual([1, 2, 5])
    expect(ids(withNewest(list, item(5), 3))).toEqual([2, 5])
    expect(ids(withNewest(list, item(9), 2))).toEqual([2, 5])
  })

  it('keeps what is due in order and lets go of what is closed', () => {
    const list = [item(2), item(5)]
    expect(ids(withDue(list, item(3), true, 9))).toEqual([2, 3, 5])
    expect(ids(withDue(list, item(2), false, 9))).toEqual([5])
    expect(ids(withDue(list, item(4, { due_at: null }), true, 9))).toEqual([2, 5])
  })

  it('warns inside the band, never while a rating is awaited', () => {
    expect(isNear(item(5), NOW)).toBe(true)
    expect(isNear(item(15), NOW)).toBe(false)
    expect(isNear(item(5, { late: true }), NOW)).toBe(false)
    expect(isNear(item(5, { due_stage: 'answer' }), NOW)).toBe(false)
  })

  it('knows when the next case may become late', () => {
    expect(nextTurn([item(-3, { late: true }), item(7), item(4)], NOW)).toBe(NOW + 4 * 60_000)
    expect(nextTurn([item(-3)], NOW)).toBeNull()
  })

  it('counts by the unit that is waited for', () => {
    const waits = (id: number, unit: string) => item(id, { whose_turn: { name: '甲', unit, role_name: '' } })
    expect(turnsOf([waits(1, '建设局'), waits(2, '水利局'), waits(3, '建设局'), item(4)]))
      .toEqual([{ unit: '建设局', count: 2 }, { unit: '水利局', count: 1 }])
  })

  it('counts a case at sea to its district', () => {
    const sea = item(1, { town: null, street_grid: null, sub_grid: { code: '350211000000601', name: '集美海域' } })
    expect(inScope(sea, '350211')).toBe(true)
    expect(inScope(sea, '350211103')).toBe(false)
    expect(gridText(sea)).toBe('集美区 集美海域')
  })

  it('says places and units in few words', () => {
    expect(gridText(item(1))).toBe('集美区 后溪镇 第03网格')
    expect(shortUnit('厦门市集美区建设局')).toBe('集美区建设局')
    expect(shortUnit('厦门市生态环境局')).toBe('厦门市生态环境局')
  })
})
