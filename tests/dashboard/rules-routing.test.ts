// Selecting a range, ordering rules and what a rule's form sends.
import { describe, expect, it } from 'vitest'
import { actsInBulk, dispatchable, undoable } from '../../dashboard/src/desk/bulk/bulk'
import { rangeOf } from '../../dashboard/src/desk/bulk/selection'
import { bodyOf, draftOf, isWhole, moved, switched } from '../../dashboard/src/rules/routing/ruleForm'
import type { Rule } from '../../dashboard/src/rules/routing/types'
import type { CaseItem, Post } from '../../dashboard/src/shared/types'

const RULE: Rule = {
  id: 4, position: 40, name: '公园', active: true, when: { premises: ['park'], hours: ['22:00', '06:00'] }, target: { kind: 'SZ', level: 'district', assist: ['CG'] },
  reason: '园林管养', divisions: [], unit: null, broken: null, changed_at: '2026-11-22T00:00:00Z', changed_by: null,
}

describe('selecting many', () => {
  it('takes everything between two rows, in either direction, and one when the first has gone', () => {
    expect(rangeOf([5, 4, 3, 2], 4, 2)).toEqual([4, 3, 2])
    expect(rangeOf([5, 4, 3, 2], 2, 5)).toEqual([5, 4, 3, 2])
    expect(rangeOf([5, 4, 3, 2], 9, 3)).toEqual([3])
    expect(rangeOf([5, 4], null, 4)).toEqual([4])
  })

  it('is for those who send, and sends what waits for it', () => {
    expect(actsInBulk({ role: 'district_dispatcher' } as Post)).toBe(true)
    expect(actsInBulk({ role: 'leader' } as Post)).toBe(false)
    expect(actsInBulk(null)).toBe(false)
    const items = [{ id: 1, state: 'registered' }, { id: 2, state: 'handling' }] as CaseItem[]
    expect(dispatchable(items).map((item) => item.id)).toEqual([1])
  })

  it('takes back only what the server says may be taken back', () => {
    const results = [{ id: 1, ok: true, version: 5, undo_until: '2026-11-22T00:00:00Z' }, { id: 2, ok: true, version: 3, undo_until: null }, { id: 3, ok: false }]
    expect(undoable({ results, done: 2, failed: 1 })).toEqual([{ id: 1, version: 5 }])
  })
})

describe('a rule', () => {
  it('is moved up, down and never out of the list', () => {
    expect(moved([1, 2, 3], 2, 0)).toEqual([3, 1, 2])
    expect(moved([1, 2, 3], 0, 1)).toEqual([2, 1, 3])
    expect(moved([1, 2, 3], 0, 9)).toEqual([2, 3, 1])
  })

  it('goes to the server as it came, without empty conditions', () => {
    const body = { name: '公园', reason: '园林管养', active: true, when: { premises: ['park'], hours: ['22:00', '06:00'] }, target: { kind: 'SZ', level: 'district', assist: ['CG'] } }
    expect(bodyOf(draftOf(RULE))).toEqual(body)
    expect(switched(RULE)).toEqual({ ...body, active: false })
    expect(bodyOf({ ...draftOf(RULE), to: 'same', same: 7 }).target).toEqual({ same_as: 7 })
  })

  it('is whole when it has a name, a reason and somebody to lead', () => {
    expect(isWhole(draftOf(null))).toBe(false)
    expect(isWhole(draftOf(RULE))).toBe(true)
    expect(isWhole({ ...draftOf(RULE), to: 'unit', unit: ' ' })).toBe(false)
  })
})
