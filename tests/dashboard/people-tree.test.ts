import { describe, expect, it } from 'vitest'
import { readHash, writeHash } from '../../dashboard/src/people/hash'
import { homeOf } from '../../dashboard/src/people/home'
import { seatsFor } from '../../dashboard/src/people/manage/seats'
import { byRole, chainCodes, headChain, standsIn, uncovered } from '../../dashboard/src/people/tree/posts'
import { inOrder, moveBy, shortLabel, treeRows, typeAhead } from '../../dashboard/src/people/tree/treeRows'
import type { DivisionLevel, PostRow, Someone, TreeAnswer, TreeNode } from '../../dashboard/src/people/types'
import { chineseWords } from '../../dashboard/src/people/wordsChinese'
import { englishWords } from '../../dashboard/src/people/wordsEnglish'

const node = (code: string, name: string, level: DivisionLevel): TreeNode => ({ code, name, level, kind: 'land', people: 1, members: 1, head: null, five: null })
const someone = (id: number, name: string): Someone => ({ id, name, staff_no: null, phone: null, office_phone: null, simulated: true })
const row = (role: string, person: Someone, more: Partial<PostRow> = {}): PostRow =>
  ({ id: person.id, role, role_name: role, division: { code: '', name: '' }, department: null, from: '', to: null, substitute: null, away: null, acting: person, may_manage: false, person, ...more })
const answer = (of: TreeNode, children: TreeNode[], path: TreeNode[] = [], posts: PostRow[] = []): TreeAnswer =>
  ({ division: { code: of.code, name: of.name, level: of.level, kind: of.kind, path: [...path, of].map(({ code, name }) => ({ code, name })) }, posts, children, counts: {}, people: 0, as_of: '' })

const city = node('350200', '厦门市', 'city')
const district = node('350211', '集美区', 'district')
const town = node('350211103', '后溪镇', 'town')
const grid = node('350211103G04', '后溪镇第04网格', 'street_grid')
const village = node('350211103901', '北埔村', 'community')
const cell = node('350211103901001', '北埔村001网格', 'sub_grid')
const known: Record<string, TreeAnswer> = {
  350200: answer(city, [node('350203', '思明区', 'district'), district]),
  350211: answer(district, [town], [city]),
  350211103: answer(town, [village, grid], [city, district]),
}
const rowsOf = (...open: string[]) => treeRows(city, (code) => known[code], new Set(open))

describe('the tree', () => {
  it('shows what is open, grids before communities, each with its place among its siblings', () => {
    const rows = rowsOf('350200', '350211', '350211103')
    expect(rows.map((one) => one.node.name)).toEqual(['厦门市', '思明区', '集美区', '后溪镇', '后溪镇第04网格', '北埔村'])
    expect(rows.map((one) => [one.depth, one.at, one.of])).toEqual([[0, 1, 1], [1, 1, 2], [1, 2, 2], [2, 1, 1], [3, 1, 2], [3, 2, 2]])
  })

  it('shows an open division whose children are not known yet without any', () => {
    expect(treeRows(city, () => null, new Set(['350200'])).map((one) => one.open)).toEqual([true])
  })

  it('puts sea grids after the towns of their district', () => {
    expect(inOrder([node('350211000000601', '杏林湾海域', 'sub_grid'), town]).map((one) => one.level)).toEqual(['town', 'sub_grid'])
  })

  it('moves, opens and closes by arrows', () => {
    const rows = rowsOf('350200', '350211')
    expect(moveBy('ArrowDown', rows, 0)).toEqual({ go: 1 })
    expect(moveBy('ArrowUp', rows, 0)).toBeNull()
    expect(moveBy('ArrowRight', rows, 3)).toEqual({ open: '350211103' })
    expect(moveBy('ArrowRight', rows, 2)).toEqual({ go: 3 })
    expect(moveBy('ArrowLeft', rows, 2)).toEqual({ close: '350211' })
    expect(moveBy('ArrowLeft', rows, 3)).toEqual({ go: 2 })
    expect(moveBy('End', rows, 0)).toEqual({ go: 3 })
    expect(moveBy('Tab', rows, 0)).toBeNull()
    expect(moveBy('ArrowDown', [], 0)).toBeNull()
  })

  it('jumps to a name, a code or the number of a grid, onwards and around', () => {
    const rows = rowsOf('350200', '350211', '350211103')
    expect(typeAhead('后', rows, 3)).toBe(4)
    expect(typeAhead('思', rows, 5)).toBe(1)
    expect(typeAhead('后溪', rows, 3)).toBe(3)
    expect(typeAhead('04', rows, 0)).toBe(4)
    expect(typeAhead('350211103901', rows, 0)).toBe(5)
    expect(typeAhead('鼓', rows, 0)).toBe(-1)
  })

  it('says a name without what stands above it, but never nothing', () => {
    expect(shortLabel('后溪镇第04网格', '后溪镇')).toBe('第04网格')
    expect(shortLabel('后溪镇', '后溪镇')).toBe('后溪镇')
    expect(shortLabel('北埔村', '后溪镇')).toBe('北埔村')
  })
})

describe('people of a division', () => {
  const [wang, lin, chen] = [someone(1, '王'), someone(2, '林'), someone(3, '陈')]
  const away = { kind: 'leave' as const, kind_name: '请假', from: '', to: null }

  it('stand in groups, the most responsible first', () => {
    expect(byRole([row('volunteer', wang), row('grid_member', lin), row('grid_head', chen), row('grid_member', wang)]).map((group) => [group.role, group.rows.length]))
      .toEqual([['grid_head', 1], ['grid_member', 2], ['volunteer', 1]])
  })

  it('are told as away, replaced or missing', () => {
    const replaced = row('grid_member', wang, { away, acting: lin })
    const missing = row('grid_member', chen, { away, acting: null })
    expect([standsIn(replaced), standsIn(missing), standsIn(row('grid_member', lin))]).toEqual([true, false, false])
    expect(uncovered([replaced, missing, row('grid_member', lin)])).toBe(1)
  })

  it('form a chain of heads from the city down, with empty seats and without what is not loaded', () => {
    const chain: Record<string, TreeAnswer> = { 350200: answer(city, [], [], [row('leader', chen), row('grid_head', wang)]), 350211103: answer(town, [], [city, district]) }
    expect(headChain(['350200', '350211', '350211103'], (code) => chain[code]).map((link) => [link.name, link.post?.person.name])).toEqual([['厦门市', '王'], ['后溪镇', undefined]])
    expect(chainCodes(answer(cell, [], [city, district, town, grid]))).toEqual(['350200', '350211', '350211103', '350211103G04', '350211103901', '350211103901001'])
  })
})

describe('who may fill which seat', () => {
  const own = (role: string, division: string) => [{ role, division, department: null }]
  it('follows the own territory', () => {
    expect(seatsFor(own('station_head', '350211103'), '350211103G04', 'street_grid')).toEqual(['grid_member'])
    expect(seatsFor(own('station_head', '350211103'), '350211101', 'town')).toEqual([])
    expect(seatsFor(own('coordinator', '350211'), '350211103', 'town')).toEqual(['grid_head', 'station_head', 'station_officer', 'department_officer'])
    expect(seatsFor(own('coordinator', '350211'), '350211', 'district')).toEqual(['district_dispatcher', 'department_officer', 'assessor'])
    expect(seatsFor(own('administrator', '350200'), '350203', 'district')).toContain('leader')
    expect(seatsFor(own('grid_member', '350211103G04'), '350211103G04', 'street_grid')).toEqual([])
  })

  it('opens the page where the work is', () => {
    expect(homeOf([{ division: '' }, { division: '350211103' }], '350200')).toBe('350211103')
    expect(homeOf([], '350200')).toBe('350200')
  })
})

describe('the address', () => {
  it('comes back as it was written', () => {
    const address = { tab: 'roster', division: '350211103G04', person: 12, source: 7, step: 'card' as const, print: null }
    expect(readHash(writeHash(address))).toEqual(address)
    expect(readHash('#print=350211103901').print).toBe('350211103901')
  })

  it('takes nothing that is no code', () => {
    expect(readHash('#division=<script>&person=-1&tab=../x&step=moon&print=%20')).toEqual({ tab: 'grids', division: null, person: null, source: null, step: 'tree', print: null })
    expect([readHash('#tab=sources&source=12').source, readHash('#tab=sources&source=x').source]).toEqual([12, null])
  })
})

describe('words', () => {
  const keys = (words: object, path = ''): string[] => Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [path + key] : keys(value as object, `${path}${key}.`)))
  it('are the same in both languages', () => {
    expect(keys(englishWords).sort()).toEqual(keys(chineseWords).sort())
  })
})
