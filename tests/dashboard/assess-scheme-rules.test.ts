import { describe, expect, it } from 'vitest'
import { freeCode, groupOf, inherited, membersOf, ruleChanges, ruleFaults, type Tell } from '../../dashboard/src/assess/schemes/rules'
import type { SchemeBody } from '../../dashboard/src/assess/schemes/types'

const body = (): SchemeBody => ({
  cards: { member: [], grid: [], unit: [] },
  grades: [{ code: 'good', name: '优', at_least: '90' }, { code: 'pass', name: '合格', at_least: '60' }, { code: 'fail', name: '低于合格线', at_least: '0' }],
  deductions: [{ code: 'fabrication', name: '弄虚作假', points: '10', cap: 'pass', flags: ['reused'] }],
  lengthen: [84, 182], grassroots_minimum: 50, rank_minimum: 30,
  peer_groups: { '350211': '岛外城镇', '350211103': '农村' }, parameters: { coverage_days: 14 },
})
const tell: Tell = { grade: (one, last) => `${one.name}${last ? '' : one.at_least}`, deduction: (one) => `${one.name}${one.points}` }
const kinds = (change: (draft: SchemeBody) => void) => {
  const draft = body()
  change(draft)
  return ruleFaults(draft).map((one) => one.kind)
}

describe('the rules of a scheme while they are edited', () => {
  it('names what cannot be saved, and nothing of what can', () => {
    expect(kinds(() => undefined)).toEqual([])
    expect(kinds((draft) => { draft.grades[1]!.at_least = '95' })).toEqual(['gradeOrder'])
    expect(kinds((draft) => { draft.grades[0]!.at_least = '90.555' })).toEqual(['gradePoints'])
    expect(kinds((draft) => { draft.grades.splice(1, 1) })).toEqual(['capGone'])
    expect(kinds((draft) => { Object.assign(draft.deductions[0]!, { points: '0', cap: null }) })).toEqual(['deductionNothing'])
    expect(kinds((draft) => { draft.deductions.push({ code: 'x', name: '又一项', points: '1', cap: null, flags: ['reused'] }) })).toEqual(['flagTwice'])
    expect(kinds((draft) => { draft.lengthen = [182, 84] })).toEqual(['lengthen'])
    expect(kinds((draft) => { draft.parameters.coverage_days = 3 })).toEqual(['coverage_days'])
    expect(kinds((draft) => { draft.rank_minimum = 0; draft.grassroots_minimum = 101 })).toEqual(['rankMinimum', 'grassrootsMinimum'])
    expect(kinds((draft) => { draft.peer_groups['350211'] = '' })).toEqual(['groupName'])
  })

  it('tells every rule that differs, with what it was before', () => {
    const after = body()
    after.grades[0]!.at_least = '92'
    after.deductions = []
    after.lengthen = [84]
    after.parameters.least_weight = 40
    after.peer_groups = { '350211': '岛外城镇', '350211004': '村改居' }
    expect(ruleChanges(body(), after, tell).map((one) => [one.part, one.code, one.before, one.after])).toEqual([
      ['grades', 'good', '优90', '优92'], ['deductions', 'fabrication', '弄虚作假10', null], ['numbers', 'lengthen', '84 / 182', '84'],
      ['numbers', 'least_weight', null, '40'], ['peers', '350211103', '农村', null], ['peers', '350211004', null, '村改居'],
    ])
  })

  it('groups a place by the longest code that fits, and knows what it would be without its own row', () => {
    const groups = body().peer_groups
    expect([groupOf(groups, '350211103902')?.name, groupOf(groups, '350211004')?.name, groupOf(groups, '350203')]).toEqual(['农村', '岛外城镇', null])
    expect([inherited(groups, '350211103'), inherited(groups, '350211')]).toEqual(['岛外城镇', null])
    expect(membersOf(groups, ['350211103', '350211004', '350211001', '350203001'])).toEqual([['岛外城镇', 2], ['农村', 1]])
  })

  it('gives a new row a code that no other has', () => {
    expect(freeCode([{ code: 'grade-2' }], 'grade')).toBe('grade-3')
  })
})
