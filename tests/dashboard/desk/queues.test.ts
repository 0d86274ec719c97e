import { describe, expect, it } from 'vitest'
import type { Overview, Post } from '@shared/types'
import { findQueue, firstQueue, foreignList, MINE_LINK, pageLink, queueGroups, stateOf } from '../../../dashboard/src/desk/queues'

const post = (role: string, division = '350211103', department: string | null = null): Post =>
  ({ role, role_name: '', division, division_name: '', department, department_name: null, from: '', to: null })
const figure = (value: number, link: string) => ({ value, definition: '', link })
const overview = {
  warning: figure(3, '/w'), supervised: figure(1, '/s'), escalated: figure(0, '/e'), stock: figure(9, '/api/v1/cases?division=350211103&open=true'), late: figure(2, '/api/v1/cases?division=350211103&late=true'),
  phases: [
    { phase: 'discover', name: '发现', stock: figure(5, ''), today: figure(1, ''), late: figure(2, '/l?d'), states: [{ state: 'reported', name: '已上报', value: 0, late: 0, link: '/r' }, { state: 'confirming', name: '待核实', value: 5, late: 2, link: '/api/v1/cases?state=confirming' }] },
    { phase: 'handle', name: '处置', stock: figure(4, ''), today: figure(0, ''), late: figure(0, '/l?h'), states: [{ state: 'handling', name: '处置中', value: 4, link: '/h' }] },
  ],
} as unknown as Overview

describe('the rail', () => {
  it('puts whose turn it is first', () => {
    const states = (role: string) => queueGroups(post(role), null).find((group) => group.key === 'turn')!.queues.map((queue) => queue.key)
    expect(states('station_officer')).toEqual(['reported', 'confirming', 'registered', 'handled', 'evaluated'])
    expect(states('department_officer')).toEqual(['dispatched', 'handling', 'suspended'])
    expect(states('grid_member')).toEqual(['confirming', 'handled'])
  })

  it('puts the own tasks above the piles of the unit for those who are asked by name', () => {
    const groups = (role: string) => queueGroups(post(role), overview, { count: 2, more: false })
    expect(groups('grid_member')[0]).toMatchObject({ key: 'own', queues: [{ key: 'mine', count: 2 }] })
    expect(firstQueue(groups('department_officer'))).toBe('mine')
    expect(groups('station_officer')[0]!.key).toBe('turn')
    expect(queueGroups(post('volunteer'), null).flatMap((group) => group.queues.map((queue) => queue.key))).toEqual(['mine'])
  })

  it('gives a role without own states the lists to watch', () => {
    expect(queueGroups(post('leader'), null).map((group) => group.key)).toEqual(['watch', 'rest'])
  })

  it('shows a post without a territory its own tasks only', () => {
    const groups = queueGroups(post('assistant'), null)
    expect(groups.flatMap((group) => group.queues.map((queue) => queue.key))).toEqual(['mine'])
    expect(firstQueue(groups)).toBe('mine')
  })

  it('leaves a department without the stages before it', () => {
    const keys = queueGroups(post('department_officer', '350211', '350211-CG'), null).flatMap((group) => group.queues).map((queue) => queue.key)
    expect(keys).not.toContain('reported')
    expect(keys).toContain('handled')
  })

  it('takes every count together with its own list from the figures', () => {
    const rows = queueGroups(post('station_officer'), overview).flatMap((group) => group.queues)
    const row = (key: string) => rows.find((queue) => queue.key === key)
    expect(row('confirming')).toMatchObject({ count: 5, link: '/api/v1/cases?state=confirming', late: { count: 2, link: '/api/v1/cases?state=confirming&late=true' } })
    expect(row('reported')?.late).toBeUndefined()
    expect(row('warning')).toMatchObject({ count: 3, link: '/w' })
    expect([row('supervised'), row('escalated')]).toMatchObject([{ count: 1, link: '/s' }, { count: 0, link: '/e' }])
    expect(row('late')).toMatchObject({ count: 2, alarm: true, link: overview.late.link })
    expect(row('registered')).toMatchObject({ count: null })
  })

  it('names every state once', () => {
    const keys = queueGroups(post('coordinator'), overview).flatMap((group) => group.queues).map((queue) => queue.key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('opens with the first own queue that holds something', () => {
    expect(firstQueue(queueGroups(post('station_officer'), overview))).toBe('confirming')
    expect(firstQueue(queueGroups(post('leader'), overview))).toBe('all')
  })

  it('looks at a department as a department', () => {
    const rows = queueGroups(post('department_officer', '350211', '350211-CG'), null).flatMap((group) => group.queues)
    expect(rows.find((row) => row.key === 'dispatched')!.link).toBe('/api/v1/cases?department=350211-CG&state=dispatched')
  })

  it('counts 我的任务 by its own list', () => {
    const mine = queueGroups(post('station_officer'), overview, { count: 50, more: true }).flatMap((group) => group.queues).find((queue) => queue.key === 'mine')
    expect(mine).toMatchObject({ count: 50, more: true, link: MINE_LINK })
  })

  it('finds a queue, and the late ones of it', () => {
    const rows = queueGroups(post('station_officer'), overview).flatMap((group) => group.queues)
    expect(findQueue(rows, 'confirming')).toMatchObject({ key: 'confirming', count: 5 })
    expect(findQueue(rows, 'confirming-late')).toMatchObject({ key: 'confirming-late', count: 2, link: '/api/v1/cases?state=confirming&late=true' })
    expect(findQueue(rows, 'nothing')).toBeNull()
  })
})

describe('addresses of lists', () => {
  it('keeps the filters of a figure and adds order, words and size', () => {
    expect(pageLink('/api/v1/cases?state=reported&division=350211', ' 河边 ', 50)).toBe('/api/v1/cases?state=reported&division=350211&order=due&q=%E6%B2%B3%E8%BE%B9&limit=50')
    expect(pageLink('/api/v1/cases?order=newest', '', 50)).toBe('/api/v1/cases?order=newest&limit=50')
  })

  it('know the one state that they are about', () => {
    expect(stateOf('/api/v1/cases?division=350211&state=reported&order=due')).toBe('reported')
    expect(stateOf('/api/v1/cases?state=reported&late=true')).toBeNull()
    expect(stateOf('/api/v1/cases?open=true')).toBeNull()
  })

  it('takes over lists of other pages and nothing else', () => {
    expect(foreignList('/api/v1/cases?state=reported&division=350211')).toBe('/api/v1/cases?state=reported&division=350211')
    expect(foreignList('/api/v1/reports?x=1')).toBeNull()
    expect(foreignList('//example/api/v1/cases?x=1')).toBeNull()
    expect(foreignList(null)).toBeNull()
  })
})
