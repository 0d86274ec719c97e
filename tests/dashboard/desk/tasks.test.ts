import { describe, expect, it } from 'vitest'
import type { CaseItem, Post } from '@shared/types'
import { byDistance, distance, findTasks, lastDay, MOST_TASKS, restOf, standingIn, tallyOf } from '../../../dashboard/src/desk/tasks/tasks'
import type { Task } from '../../../dashboard/src/desk/tasks/types'

const NOW = Date.parse('2026-11-23T02:00:00Z')
const task = (number: string, more: Partial<Task> = {}): Task => ({
  kind: 'confirm', kind_name: '核实', due_at: null, for: null, why: '请您到现场核实', look_for: '', distance_m: null, companion: null, put_off: false,
  case: { number, category: { code: 'A05', name: '露天焚烧' }, place_text: '英村路', street_grid: null, town: null } as CaseItem, ...more,
})
const post = (more: Partial<Post>): Post => ({ role: 'grid_member', role_name: '网格员', division: '350211103G01', division_name: '第01网格', department: null, department_name: null, from: '', to: null, ...more })

describe('the one list of tasks', () => {
  it('counts them and says when there may be more', () => {
    expect(tallyOf([task('1')])).toEqual({ count: 1, more: false })
    expect(tallyOf(Array.from({ length: MOST_TASKS }, (_, n) => task(String(n)))).more).toBe(true)
  })

  it('puts the nearest first and those without a place last, without losing the order of urgency', () => {
    const rows = [task('1'), task('2', { distance_m: 900 }), task('3', { distance_m: 20 }), task('4')]
    expect(byDistance(rows).map((row) => row.case.number)).toEqual(['3', '2', '1', '4'])
    expect([999.6, 2430, 14_300].map((metres) => distance(metres, 'zh-CN'))).toEqual(['1.0 公里', '2.4 公里', '14 公里'])
  })

  it('is searched by what it says', () => {
    const rows = [task('HB1'), task('HB2', { for: { id: 1, name: '林网格', phone: null, office_phone: null } })]
    expect(findTasks(rows, '林网格').map((row) => row.case.number)).toEqual(['HB2'])
    expect(findTasks(rows, '焚烧 英村')).toHaveLength(2)
    expect(findTasks(rows, 'hb1')).toHaveLength(1)
  })
})

describe('standing in', () => {
  it('names the absent holders only, the term that ends first in front', () => {
    const posts = [post({}), post({ stands_in_for: '林网格', to: '2026-11-25T16:00:00Z' }), post({ stands_in_for: '王站长', to: '2026-11-24T16:00:00Z' }), post({ stands_in_for: '陈' })]
    expect(standingIn(posts).map((row) => row.name)).toEqual(['王站长', '林网格', '陈'])
  })

  it('ends with the last day, not with the midnight after it', () => {
    expect(lastDay('2026-11-25T16:00:00Z', 'zh-CN')).toBe('11月25日')
    expect(lastDay(null, 'zh-CN')).toBeNull()
    expect(restOf('2026-11-23T16:00:00Z', 'zh-CN', NOW)).toBe('14 时')
    expect(restOf('2026-11-25T16:00:00Z', 'zh-CN', NOW)).toBeNull()
  })
})
