// The order of a round on the phone: need, distance, and what has been written down meanwhile.
import { describe, expect, it } from 'vitest'
import { coverageNow, daysUntil, fillIn, fittingNotices, nextRows, otherRows, pendingAt, rowsOf } from '../../dashboard/src/field/patrol/rounds'
import type { PatrolPlace } from '../../dashboard/src/field/patrol/types'
import type { OutboxItem } from '../../dashboard/src/field/types'

function place(id: number, more: Partial<PatrolPlace> = {}): PatrolPlace {
  return { id, name: `源${id}`, lon: 118.1 + id / 1000, lat: 24.6, risk: 'low', covered: false, due_on: '2026-11-30', rank: id, why: [{ code: 'due', name: '' }], visits: [], cases: [], ...more } as PatrolPlace
}

function waiting(kind: 'visit' | 'report', body: OutboxItem['body'], state: OutboxItem['state'] = 'waiting'): OutboxItem {
  return { kind, body, state } as OutboxItem
}

describe('a round', () => {
  const places = [place(1), place(2, { risk: 'high' }), place(3, { why: [], rank: null, covered: true, risk: 'high' })]

  it('goes by need, and by distance when it is wished', () => {
    const rows = rowsOf(places, [], { lon: 118.102, lat: 24.6 })
    expect(nextRows(rows, 'need').map((row) => row.place.id)).toEqual([1, 2])
    expect(nextRows(rows, 'near').map((row) => row.place.id)).toEqual([2, 1])
    expect(nextRows(rowsOf(places, [], null), 'near').map((row) => row.place.id)).toEqual([1, 2])
    expect(otherRows(rows).map((row) => row.place.id)).toEqual([3])
  })

  it('takes a visit that waits, and a report from right there, as done', () => {
    const items = [waiting('visit', { source: 1 }), waiting('report', { lon: 118.1021, lat: 24.6 })]
    const rows = rowsOf(places, items, null)
    expect(nextRows(rows, 'need')).toEqual([])
    expect(coverageNow(rows)).toEqual({ n: 2, seen: 2 })
    expect(pendingAt(places[0]!, [waiting('visit', { source: 1 }, 'sent'), waiting('report', { lon: 118.2, lat: 24.6 })])).toEqual([])
  })

  it('counts days across months', () => {
    expect([daysUntil('2026-12-01', '2026-11-30'), daysUntil('2026-11-22', '2026-11-25')]).toEqual([1, -3])
  })
})

describe('a notice', () => {
  it('fills its blanks once and leaves out what stays empty', () => {
    expect(fillIn('{told}：\n{words}\n在{source}', { told: '负责人', words: ' ', source: '{told}店' })).toBe('负责人：\n在{told}店')
  })

  it('made for a kind of place goes first, and never to another kind', () => {
    const notices = [{ code: 'all', kinds: [] }, { code: 'site', kinds: ['construction'] }] as never[]
    expect(fittingNotices(notices, 'construction').map((one) => one.code)).toEqual(['site', 'all'])
    expect(fittingNotices(notices, null).map((one) => one.code)).toEqual(['all'])
  })
})
