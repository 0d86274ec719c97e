import { describe, expect, it } from 'vitest'
import { fiveStep } from '../../dashboard/src/command/map/five-layer'
import { chosen, fixedOf, isComplete, lacking, percent, townsOf } from '../../dashboard/src/people/five/five'
import { WHATS, type FiveItem, type What } from '../../dashboard/src/people/five/types'

const grid = (code: string, ...missing: What[]): FiveItem => ({
  code, name: `第${code.slice(-2)}网格`, town: { code: code.slice(0, 9), name: code.startsWith('350211103') ? '后溪镇' : '灌口镇' },
  fixed: Object.fromEntries(WHATS.map((what) => [what, !missing.includes(what)])) as FiveItem['fixed'],
  missing: missing.map((what) => ({ what, what_name: what, text: '', turn: { role_name: '站长', name: '欧阳望舒', unit: '' } })),
})
const ALL = [grid('350211103G02'), grid('350211103G01', 'people'), grid('350211104G01', 'people', 'tasks'), grid('350211104G02', ...WHATS)]
const wish = { what: '' as What | '', town: '', asked: '', complete: false }

describe('the five fixes', () => {
  it('counts what is fixed and what is missing', () => {
    expect(ALL.map(fixedOf)).toEqual([5, 4, 3, 0])
    expect(ALL.map(isComplete)).toEqual([true, false, false, false])
    expect(lacking(ALL)).toEqual({ area: 1, people: 3, duties: 1, tasks: 2, rewards: 1 })
  })

  it('lists what is incomplete, what lacks most first', () => {
    expect(chosen(ALL, wish).map((item) => item.code)).toEqual(['350211104G02', '350211104G01', '350211103G01'])
    expect(chosen(ALL, { ...wish, complete: true })).toHaveLength(4)
    expect(chosen(ALL, { ...wish, what: 'tasks' }).map((item) => item.code)).toEqual(['350211104G02', '350211104G01'])
    expect(chosen(ALL, { ...wish, town: '350211103' }).map((item) => item.code)).toEqual(['350211103G01'])
    expect(chosen(ALL, { ...wish, asked: '104g01' }).map((item) => item.code)).toEqual(['350211104G01'])
    expect(chosen(ALL, { ...wish, asked: '欧阳' })).toHaveLength(3)
    expect(townsOf(ALL).map((town) => town.name)).toEqual(['后溪镇', '灌口镇'])
  })

  it('never rounds an incomplete share up to everything', () => {
    expect(percent(600, 600)).toBe('100%')
    expect(percent(1999, 2000)).toBe('99.9%')
    expect(percent(9999, 10_000)).toBe('99.9%')
    expect(percent(0, 0)).toBe('—')
  })

  it('colours a grid the more the more is missing', () => {
    expect(ALL.map(fiveStep)).toEqual([0, 2, 3, 5])
  })
})
