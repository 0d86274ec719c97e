import { describe, expect, it } from 'vitest'
import { moved, shownPoints } from '../../dashboard/src/assess/appeals/points'
import { months, ordered, share, sheet, sum } from '../../dashboard/src/assess/burden/figures'

describe('points of a score', () => {
  it('are written with every digit they have, and say when there are none', () => {
    expect([shownPoints(87_435), shownPoints(87_434), shownPoints(5), shownPoints(0), shownPoints(null)]).toEqual(['87.435', '87.434', '0.005', '0.000', '—'])
  })
  it('say how they moved', () => {
    expect([moved(80_000, 81_250), moved(80_000, 79_600), moved(80_000, 80_000), moved(null, 80_000)]).toEqual(['+1.250', '−0.400', '±0.000', ''])
  })
})

describe('what was asked of towns', () => {
  const row = (code: string, value: number, before: number) => ({ town: { code, name: `镇${code}` }, district: null, cases: 3, values: { fields: { value, before } } })
  const rows = [row('2', 4, 1), row('1', 4, 2), row('3', 9, 9)]
  it('is summed and ordered, ties by code', () => {
    expect(sum(rows, 'fields')).toEqual({ value: 17, before: 12 })
    expect(ordered(rows, 'fields').map((one) => one.town.code)).toEqual(['3', '1', '2'])
    expect([share(4, 9), share(0, 0)]).toEqual([44, 0])
  })
  it('goes back over the turn of the year', () => {
    expect(months('2026-02', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11'])
  })
  it('is a file that spreadsheets read as text', () => {
    const page = { month: '2026-11', as_of: '', running: false, measures: [{ code: 'fields', name: '要求填写', definition: '', unit: '项' }], items: [{ ...row('1', 4, 2), town: { code: '1', name: '=后溪,镇' } }] }
    expect(sheet(page, { district: '区', town: '镇街', cases: '案件' })).toBe('\uFEFF区,镇街,案件,要求填写（项）\r\n,"\'=后溪,镇",3,4\r\n')
  })
})
