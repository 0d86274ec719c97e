import { describe, expect, it } from 'vitest'
import { EventCursor } from '@shared/cursor'
import type { EventAnswer, LiveEvent } from '@shared/types'

const event = (seq: number): LiveEvent => ({
  seq, subject: { kind: 'case', id: 1 }, name: 'case.registered', title: '立案', at: '2026-11-22T02:00:00Z',
  actor: { name: '', unit: null, kind: 'person' }, district: '350211', town: null, street_grid: null, department: null, data: {},
})

/** A server with events in our territory at `mine` and its newest number `head`, answering pages of `limit`. */
function server(mine: number[], head: number, limit = 2) {
  const asked: number[] = []
  const state = { mine, head, down: 0 }
  const ask = async (after: number): Promise<EventAnswer> => {
    asked.push(after)
    if (state.down > 0) {
      state.down -= 1
      throw new Error('no answer')
    }
    const page = state.mine.filter((seq) => seq > after).slice(0, limit)
    return { events: page.map(event), next_after: page.length === limit ? page.at(-1)! : state.head }
  }
  return { asked, ask, state }
}

function cursorOn(from: number, ask: (after: number) => Promise<EventAnswer>) {
  const told: number[] = []
  const health: boolean[] = []
  const waits: number[] = []
  const cursor = new EventCursor(from, {
    ask,
    tell: (events) => told.push(...events.map(({ seq }) => seq)),
    health: (answered) => health.push(answered),
    wait: async (ms) => { waits.push(ms) },
  })
  return { cursor, told, health, waits }
}

describe('EventCursor', () => {
  it('reads page after page until it stands at the head, past what belongs to others', async () => {
    const far = server([3, 5, 6, 9], 40)
    const { cursor, told } = cursorOn(2, far.ask)
    cursor.head(40)
    await cursor.catchUp()
    expect(told).toEqual([3, 5, 6, 9])
    expect(cursor.position).toBe(40)
    expect(far.asked).toEqual([2, 5, 9])
  })

  it('shows a hint at once but moves only by an answer, and never tells twice', async () => {
    const far = server([11, 12], 12)
    const { cursor, told } = cursorOn(10, far.ask)
    cursor.hint([event(12)])
    expect(told).toEqual([12])
    expect(cursor.position).toBe(10)
    cursor.head(12)
    await cursor.catchUp()
    expect(told).toEqual([12, 11])
    cursor.hint([event(12), event(11)])
    expect(told).toEqual([12, 11])
    expect(cursor.position).toBe(12)
  })

  it('does not ask when the head says nothing new', () => {
    const far = server([], 10)
    const { cursor } = cursorOn(10, far.ask)
    cursor.head(10)
    expect(far.asked).toEqual([])
  })

  it('asks again with growing pauses until it is answered', async () => {
    const far = server([7], 7)
    far.state.down = 3
    const { cursor, told, health, waits } = cursorOn(6, far.ask)
    cursor.head(7)
    await cursor.catchUp()
    expect(waits).toEqual([1000, 2000, 4000])
    expect(health).toEqual([false, false, false, true])
    expect(told).toEqual([7])
  })

  it('asks one question at a time and hears a head that arrives meanwhile', async () => {
    const far = server([1], 1, 50)
    const { cursor, told } = cursorOn(0, far.ask)
    cursor.head(1)
    far.state.mine.push(2)
    far.state.head = 2
    cursor.head(2)
    await cursor.catchUp()
    expect(told).toEqual([1, 2])
    expect(new Set(far.asked).size).toBe(far.asked.length)
  })

  it('is silent after it was stopped', async () => {
    const far = server([1], 1)
    const { cursor, told } = cursorOn(0, far.ask)
    cursor.stop()
    cursor.hint([event(1)])
    await cursor.catchUp()
    expect(told).toEqual([])
  })
})
