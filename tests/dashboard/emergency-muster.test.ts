import { describe, expect, it } from 'vitest'
import { bySilence, districtOf, isComplete, plannedEnd, putOffBy, standingOf } from '../../dashboard/src/people/emergency/muster'
import type { Team, TeamPerson } from '../../dashboard/src/people/emergency/types'

const NOW = Date.parse('2026-11-23T02:00:00Z')
const person = { id: 1, name: '叶青' } as TeamPerson
const team = (code: string, called: number, arrived: number, empty = 0): Team => ({ community: { code, name: code }, called, received: arrived, arrived, empty, people: [] })

describe('a team that is called', () => {
  it('goes from called to received to arrived; an empty seat stays empty', () => {
    expect(standingOf({ person, received_at: null, arrived_at: null })).toBe('called')
    expect(standingOf({ person, received_at: '2026-11-23T01:00:00Z', arrived_at: null })).toBe('received')
    expect(standingOf({ person, received_at: null, arrived_at: '2026-11-23T01:00:00Z' })).toBe('arrived')
    expect(standingOf({ person: null, received_at: null, arrived_at: null })).toBe('empty')
  })

  it('is complete when everybody stands there and no seat is empty', () => {
    expect(isComplete(team('a', 6, 6))).toBe(true)
    expect(isComplete(team('a', 5, 5, 1))).toBe(false)
  })

  it('stands first in the list while most are missing', () => {
    const codes = bySilence([team('d', 6, 6), team('c', 6, 5), team('b', 5, 4, 1), team('a', 6, 1)]).map((row) => row.community.code)
    expect(codes).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('the times of an emergency', () => {
  it('says by how much the planned end is overdue', () => {
    expect(plannedEnd('2026-11-23T00:00:00Z', 'zh-CN', NOW)).toEqual({ tone: 'late', text: '已超 2 时' })
    expect(plannedEnd('2026-11-23T12:00:00Z', 'zh-CN', NOW)).toEqual({ tone: 'calm', text: '今天 20:00' })
  })

  it('says how much later a clock ends, and nothing while it stands', () => {
    expect(putOffBy('2026-11-23T02:00:00Z', '2026-11-23T19:30:00Z', 'zh-CN')).toBe('17 时 30 分')
    expect(putOffBy('2026-11-23T02:00:00Z', null, 'zh-CN')).toBeNull()
    expect(putOffBy('2026-11-23T02:00:00Z', '2026-11-23T02:00:00Z', 'zh-CN')).toBe('')
  })

  it('belongs to the district of any code', () => {
    expect(['350211103G01', '350211', '350211103901'].map(districtOf)).toEqual(['350211', '350211', '350211'])
  })
})
