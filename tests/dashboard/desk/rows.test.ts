import { describe, expect, it } from 'vitest'
import type { CaseItem } from '@shared/types'
import { appendRows, mergeRows } from '../../../dashboard/src/desk/rows'

const item = (id: number, state = 'reported') => ({ id, state }) as CaseItem
const rows = (...ids: number[]) => ids.map((id) => ({ item: item(id), gone: false }))
const ids = (list: { item: CaseItem }[]) => list.map((row) => row.item.id)

describe('a list renewed in place', () => {
  it('keeps the order on the screen and takes in new contents', () => {
    const merged = mergeRows(rows(1, 2, 3), [item(3, 'x'), item(1), item(2)], new Map(), true)
    expect(ids(merged.rows)).toEqual([1, 2, 3])
    expect(merged.rows[2]!.item.state).toBe('x')
    expect(merged.arrived).toEqual([])
  })

  it('leaves in place what has left the queue, and says so', () => {
    const merged = mergeRows(rows(1, 2), [item(2)], new Map([[1, 'registered']]), true)
    expect(merged.rows.map((row) => row.gone)).toEqual([true, false])
    expect(merged.rows[0]!.to).toBe('registered')
  })

  it('only counts what is new', () => {
    const merged = mergeRows(rows(1, 2), [item(9), item(1), item(2)], new Map([[9, null]]), true)
    expect(ids(merged.rows)).toEqual([1, 2])
    expect(merged.arrived).toEqual([9])
  })

  it('draws no conclusion from a page that is cut off', () => {
    const merged = mergeRows(rows(1, 2, 3), [item(1), item(2), item(8)], new Map(), false)
    expect(merged.rows.every((row) => !row.gone)).toBe(true)
    expect(merged.arrived).toEqual([])
  })

  it('knows that a case went to a later page of a list about one state', () => {
    const merged = mergeRows(rows(1, 2), [item(1), item(2)], new Map([[9, 'reported'], [8, 'closed'], [7, null]]), false, 'reported')
    expect(merged.arrived).toEqual([9])
  })

  it('brings a returned case back to life', () => {
    const merged = mergeRows([{ item: item(1), gone: true }], [item(1)], new Map([[1, 'registered']]), true)
    expect(merged.rows[0]!.gone).toBe(false)
  })
})

describe('further pages', () => {
  it('never show a case twice', () => {
    expect(ids(appendRows(rows(1, 2), [item(2, 'x'), item(3)]))).toEqual([1, 2, 3])
    expect(appendRows(rows(2), [item(2, 'x')])[0]!.item.state).toBe('x')
  })
})
