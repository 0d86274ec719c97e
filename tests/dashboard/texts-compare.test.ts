import { describe, expect, it } from 'vitest'
import { changesBetween, findEntries, marked, rowsOf } from '../../dashboard/src/people/texts/compare'

const entry = (category: string, look: string, note = '') => ({ category, look, photograph: '', note })
const found = (code: string, name: string, look: string) => ({ category: { code, name }, look, photograph: '', note: '', in_charge: '', law: '' })

describe('two editions side by side', () => {
  it('tells what was added, changed and removed, each word by itself', () => {
    const changes = changesBetween('handbook', [entry('A01', '看烟', '站上风'), entry('A02', '看灯')], [entry('A03', '看泥'), entry('A01', '看烟', '不进车间')])
    expect(changes.map((change) => [change.id, change.what])).toEqual([['A03', 'added'], ['A01', 'changed'], ['A02', 'removed']])
    expect(changes[1]!.words).toEqual([{ column: 'note', before: '站上风', after: '不进车间' }])
  })

  it('finds nothing between a text and itself, whatever the order', () => {
    const rows = [entry('A01', '看烟'), entry('A02', '看灯')]
    expect(changesBetween('handbook', rows, [...rows].reverse())).toEqual([])
    expect(rowsOf('duties', null)).toEqual([])
  })
})

describe('the search in the handbook', () => {
  const entries = [found('A01', '工业异味', '闻气味'), found('A05', '露天焚烧', '看烟、闻气味')]

  it('wants every word, in name, code or text', () => {
    expect(findEntries(entries, '气味').length).toBe(2)
    expect(findEntries(entries, 'a05').map((one) => one.category.code)).toEqual(['A05'])
    expect(findEntries(entries, '气味 焚烧').map((one) => one.category.code)).toEqual(['A05'])
    expect(findEntries(entries, '  ').length).toBe(2)
  })

  it('marks the words where they stand and takes no sign for a pattern', () => {
    expect(marked('看烟、闻气味', '烟')).toEqual([{ text: '看', hit: false }, { text: '烟', hit: true }, { text: '、闻气味', hit: false }])
    expect(marked('a.b', '.')).toEqual([{ text: 'a', hit: false }, { text: '.', hit: true }, { text: 'b', hit: false }])
    expect(marked('', '烟')).toEqual([{ text: '', hit: false }])
  })
})
