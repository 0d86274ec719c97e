// Scores on the page: the place in the address, what a line's sum says, tables that leave the page as CSV.
import { describe, expect, it } from 'vitest'
import { fileName, toCsv } from '../../dashboard/src/assess/charts/csv'
import { readPlace, writePlace } from '../../dashboard/src/shared/officePlace'
import { earned, isRunning, pathOf, queryOf, readOwner, shortLines, spread, standing, wantsLow } from '../../dashboard/src/assess/scores/figures'
import type { Assessment, Line } from '../../dashboard/src/assess/scores/types'

const line = (given: Partial<Line>): Line => ({
  code: 'x', name: '按时率', name_en: 'On time', mean: false, state: 'scored', state_words: '', first: '2026-11-01', last: '2026-11-30', n: 18, left_out: 2,
  rate: '88.89', part: '16', whole: '18', weight: 25, used: '25', points: '16.87', share: '67.46', full: '98', none: '70', minimum: 5, formula: null, ...given,
})

describe('the place on the page', () => {
  it('keeps the tab and what it remembers, and nothing of another shape', () => {
    const place = readPlace('#tab=scores&of=member%3A12&line=member_on_time&UP=1&long=' + 'x'.repeat(201), 'grids')
    expect(place).toEqual({ tab: 'scores', kept: { of: 'member:12', line: 'member_on_time' } })
    expect(readPlace(writePlace(place), 'grids')).toEqual(place)
    expect(readPlace('#tab=<script>', 'scores').tab).toBe('scores')
  })

  it('names an owner only in the shape of one', () => {
    expect(readOwner('department:350211-CG')).toEqual({ level: 'department', owner: '350211-CG' })
    expect([readOwner('nobody:1'), readOwner('member:1/2'), readOwner(undefined), readOwner('member:')]).toEqual([null, null, null, null])
  })

  it('asks a stored score by id and a running one by its owner', () => {
    const way = { level: 'grid', owner: '350211103G01', kind: 'quarter' } as const
    expect([pathOf({ id: 7 }, '/explain'), pathOf(way, '/explain')]).toEqual(['/assessments/7/explain', '/assessments/live/explain'])
    expect([queryOf({ id: 7 }), queryOf(way)]).toEqual([{}, way])
  })

  it('counts a draft anew only while its period runs', () => {
    const draft = { state: 'draft', first: '2026-11-01', last: '2026-11-30' } as Assessment
    expect([isRunning(draft, '2026-11-30'), isRunning(draft, '2026-12-01'), isRunning({ ...draft, state: 'frozen' }, '2026-11-30')]).toEqual([true, false, false])
  })
})

describe('a line', () => {
  it('says how much weight came from lines short of facts', () => {
    const few = line({ state: 'few', used: '0', points: '0.00', share: null })
    expect([spread(line({ used: '28.57' })), spread(line({})), spread(few)]).toEqual(['3.57', null, null])
    expect(shortLines([line({}), few])).toEqual([few])
    expect([earned(few), earned(line({})), earned(line({ share: '140' }))]).toEqual([0, 67.46, 100])
  })

  it('knows which way is good and whether an end was reached', () => {
    expect([wantsLow(line({})), wantsLow(line({ full: '2', none: '15' }))]).toEqual([false, true])
    expect([line({}), line({ share: '100' }), line({ share: '0' }), line({ rate: null })].map(standing)).toEqual(['between', 'full', 'none', 'unknown'])
  })
})

describe('a table as a file', () => {
  it('is read as text by spreadsheets, whatever the names are', () => {
    expect(toCsv(['名称', '总分'], [['=1+1', 87.5], ['甲,乙 "一"', null], ['-后溪', -3]])).toBe('\uFEFF名称,总分\r\n\'=1+1,87.5\r\n"甲,乙 ""一""",\r\n\'-后溪,-3\r\n')
    expect(fileName('总分 分布/网格', 'csv')).toBe('总分-分布-网格.csv')
  })
})
