import { describe, expect, it } from 'vitest'
import { findDivisions, groupHits, isAsking } from '../../dashboard/src/people/tree/search'
import type { FoundPerson } from '../../dashboard/src/people/types'

const area = (code: string, name: string, level: string, parent: string | null = null) => ({ code, name, level, parent, above: '' })
const AREAS = [area('350211103G04', '后溪镇第04网格', 'street_grid'), area('350211103', '后溪镇', 'town'), area('350211103901', '后溪村', 'community'), area('350203', '思明区', 'district')]
const person = (id: number, name: string, more: Partial<FoundPerson> = {}): FoundPerson => ({ id, name, staff_no: null, phone: null, office_phone: null, simulated: true, posts: [], ...more })

describe('the search box', () => {
  it('asks for one Chinese character, but not for one digit', () => {
    expect(['林', '1', '13', ' ', 'a'].map(isAsking)).toEqual([true, false, true, false, false])
  })

  it('finds divisions by name, the exact and the larger first', () => {
    expect(findDivisions('后溪', AREAS).map((row) => row.code)).toEqual(['350211103', '350211103901', '350211103G04'])
    expect(findDivisions('后溪镇第04网格', AREAS)[0]!.code).toBe('350211103G04')
    expect(findDivisions('', AREAS)).toEqual([])
  })

  it('finds divisions by the beginning of their code', () => {
    expect(findDivisions('350211103g', AREAS).map((row) => row.code)).toEqual(['350211103G04'])
    expect(findDivisions('103', AREAS)).toEqual([])
  })

  it('stays short', () => {
    const many = Array.from({ length: 40 }, (_, n) => area(`3502110${String(n).padStart(2, '0')}`, `新${n}街道`, 'town'))
    expect(findDivisions('新', many)).toHaveLength(8)
  })

  it('groups divisions and people, and leaves an empty group out', () => {
    const groups = groupHits('林', [], [person(7, '林一')], (level) => level)
    expect(groups.map((group) => [group.kind, group.hits.map((hit) => hit.id)])).toEqual([['person', [7]]])
    expect(groupHits('林', [], [], (level) => level)).toEqual([])
  })

  it('shows a number only where it was asked for', () => {
    const lin = person(7, '林一', { phone: '13800001111', office_phone: '0592-6000001' })
    const hint = (words: string) => groupHits(words, [], [lin], (level) => level)[0]!.hits[0]!.hint
    expect(hint('林')).not.toContain('1380')
    expect(hint('0000111')).toContain('13800001111')
    expect(hint('6000001')).toContain('0592-6000001')
  })
})
