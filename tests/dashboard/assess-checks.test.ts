import { describe, expect, it } from 'vitest'
import { answerOfKey, needsNote, nextOpen, points, unanswered } from '../../dashboard/src/assess/checks/marks'
import { cell, toCsv } from '../../dashboard/src/assess/checks/table'
import { hours, lastDay, mondays } from '../../dashboard/src/assess/checks/weeks'

const items = [{ code: 'place', points: 20 }, { code: 'settled', points: 30 }, { code: 'words', points: 50 }].map((item) => ({ ...item, text: '', text_en: '' }))

describe('the checklist while it is filled in', () => {
  it('counts what was said so far; what does not apply leaves the whole', () => {
    expect(points(items, {})).toEqual({ part: 0, whole: 0 })
    expect(points(items, { place: 'yes', settled: 'no', words: 'na' })).toEqual({ part: 20, whole: 50 })
    expect(unanswered(items, { place: 'yes' })).toBe(2)
  })
  it('goes on to the next item without an answer, and round to the first', () => {
    expect(nextOpen(items, { place: 'yes' }, 0)).toBe(1)
    expect(nextOpen(items, { settled: 'yes', words: 'yes' }, 2)).toBe(0)
    expect(nextOpen(items, { place: 'yes', settled: 'yes', words: 'no' }, 2)).toBe(2)
  })
  it('knows its keys and wants words with a no', () => {
    expect(['1', '2', '3', '4', 'x'].map(answerOfKey)).toEqual(['yes', 'no', 'na', null, null])
    expect([needsNote({ place: 'no' }, ' '), needsNote({ place: 'no' }, '没清走'), needsNote({ place: 'yes' }, '')]).toEqual([true, false, false])
  })
})

describe('plans and tables', () => {
  it('begins on Mondays of the city, at most two weeks ahead', () => {
    expect(mondays(Date.parse('2026-11-22T17:00:00Z'))).toEqual(['2026-11-23', '2026-11-30', '2026-12-07'])
    expect(mondays(Date.parse('2026-11-29T03:00:00Z'))).toEqual(['2026-11-23', '2026-11-30', '2026-12-07'])
    expect(lastDay('2026-11-23', 2)).toBe('2026-12-06')
    expect([hours(751), hours(720)]).toEqual(['12.5', '12'])
  })
  it('writes cells that no spreadsheet takes for a formula', () => {
    expect([cell('=1+1'), cell('a,"b"'), cell(3)]).toEqual(["'=1+1", '"a,""b"""', '3'])
    const row = { unit: { code: 'G1', name: '第01网格' }, town: null, n: 1, part: 30, whole: 70, rate: null, last_drawn_at: null, behind: false }
    expect(toCsv(['单位', 'n'], [row], '样本不足')).toContain('G1,第01网格,1,30,70,样本不足\r\n')
  })
})
