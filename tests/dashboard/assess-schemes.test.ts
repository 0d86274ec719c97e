import { describe, expect, it } from 'vitest'
import { addLine, balance, changes, dropLine, editable, faults, grassroots, linesOf, nextMonth, sumOf, tomorrow } from '../../dashboard/src/assess/schemes/draft'
import type { BodyLine, LevelCode, SchemeBody } from '../../dashboard/src/assess/schemes/types'

const line = (code: string, weight: number, ...levels: LevelCode[]): BodyLine => ({ code, weight, full: '98', none: '70', minimum: 5, levels })
const body = (): SchemeBody => ({
  cards: {
    member: [line('member_on_time', 60), line('sampled', 40)], grid: [line('grid_on_time', 70), line('solved', 30)],
    unit: [line('grids_mean', 55, 'town', 'district'), line('solved', 45, 'town', 'district'), line('department_on_time', 100, 'department')],
  },
  grades: [], deductions: [], lengthen: [84], grassroots_minimum: 50, rank_minimum: 30, peer_groups: {}, parameters: {},
})

describe('a scheme while it is edited', () => {
  it('has lines of one level each, so that a town can be weighed without its district', () => {
    const draft = editable(body())
    linesOf(draft, 'town')[0]!.weight = 60
    expect([grassroots(draft, 'town'), grassroots(draft, 'district')]).toEqual([60, 55])
    expect(linesOf(draft, 'department').map((one) => one.code)).toEqual(['department_on_time'])
  })

  it('says which table does not add up and where the grassroots section is too small', () => {
    const draft = editable(body())
    expect(faults(draft)).toEqual([])
    linesOf(draft, 'town')[0]!.weight = 48
    expect(faults(draft)).toEqual([{ section: 'town', kind: 'sum', value: 93 }, { section: 'town', kind: 'grassroots', value: 48 }])
  })

  it('evens out the other lines in proportion, in whole numbers of at least 1, and leaves the one that was moved', () => {
    for (const weights of [[50, 25, 25], [97, 1, 1, 1], [33, 33, 33], [10, 80, 5, 3]]) {
      const lines = weights.map((weight, n) => line(`l${n}`, weight))
      lines[0]!.weight = 61
      balance(lines, lines[0]!)
      expect(sumOf(lines)).toBe(100)
      expect(lines[0]!.weight).toBe(61)
      expect(lines.every((one) => Number.isInteger(one.weight) && one.weight >= 1)).toBe(true)
    }
  })

  it('tells what differs from another version', () => {
    const [before, after] = [body(), editable(body())]
    addLine(after, 'grid', { code: 'coverage', name: '', name_en: '', better: 'high', words: '' })
    dropLine(after, 'member', linesOf(after, 'member')[1]!)
    linesOf(after, 'district')[0]!.weight = 50
    expect(changes(before, after).map((one) => [one.section, one.code, one.before?.weight ?? null, one.after?.weight ?? null])).toEqual([
      ['member', 'sampled', 40, null], ['grid', 'coverage', null, 1], ['district', 'grids_mean', 55, 50],
    ])
  })

  it('begins tomorrow at the earliest, by the day of the city', () => {
    expect(tomorrow(new Date('2026-11-23T15:59:00Z'))).toBe('2026-11-24')
    expect(tomorrow(new Date('2026-11-23T16:01:00Z'))).toBe('2026-11-25')
    expect([nextMonth('2026-11-24'), nextMonth('2026-12-01')]).toEqual(['2026-12-01', '2027-01-01'])
  })
})
