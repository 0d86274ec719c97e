import { effectScope, nextTick, ref } from '../../../dashboard/node_modules/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CaseItem, CaseList } from '@shared/types'

const get = vi.hoisted(() => vi.fn())
vi.mock('@shared/api', () => ({ get }))
const { useCaseFeed } = await import('../../../dashboard/src/command/case-feed')

const item = (id: number, updated = id): CaseItem => ({
  id, reported_at: `2026-11-22T02:00:0${id}Z`, updated_at: `2026-11-22T03:00:0${updated}Z`, due_at: null, late: false, put_off: false,
  district: { code: '350211', name: '集美区' }, town: null, street_grid: null, sub_grid: null,
} as unknown as CaseItem)
const page = (...items: CaseItem[]): CaseList => ({ items, next: null, as_of: '' })

/** Questions wait until the test answers them, in the order of its choice. */
let questions: ((answer: CaseList) => void)[] = []
const answerAll = async (...items: CaseItem[]): Promise<void> => {
  while (questions.length > 0) {
    questions.splice(0).forEach((answer) => answer(page(...items)))
    await vi.advanceTimersByTimeAsync(1)
  }
}

describe('lists and the live line at the same time', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    questions = []
    get.mockImplementation(() => new Promise((answer) => { questions.push(answer) }))
  })
  afterEach(() => { vi.useRealTimers() })

  const feed = () => effectScope().run(() => useCaseFeed(ref('350211')))!
  const newest = (one: ReturnType<typeof feed>): number[] => one.newest.value.map((shown: CaseItem) => shown.id)

  it('keeps a case that arrived while an older answer was under way', async () => {
    const one = feed()
    one.put(item(3), true)
    await answerAll(item(1))
    expect(newest(one)).toEqual([3, 1])
    expect([...one.points.value.keys()].sort()).toEqual([1, 3])
  })

  it('throws away an answer that a later question has overtaken', async () => {
    const one = feed()
    const first = questions.splice(0)
    one.reload()
    await vi.advanceTimersByTimeAsync(6_000)
    await answerAll(item(2), item(1))
    first.forEach((answer) => answer(page(item(1))))
    await vi.advanceTimersByTimeAsync(1)
    expect(newest(one)).toEqual([2, 1])
  })

  it('never puts an older reading over a newer one', async () => {
    const one = feed()
    await answerAll(item(1, 5))
    one.put(item(1, 2), true)
    expect(one.newest.value[0]?.updated_at).toContain('03:00:05')
    one.put(item(1, 6), false)
    expect(one.points.value.size).toBe(0)
  })

  it('lets go of everything when the scope changes', async () => {
    const scope = ref('350211')
    const one = effectScope().run(() => useCaseFeed(scope))!
    await answerAll(item(1))
    scope.value = '350203'
    await nextTick()
    expect(newest(one)).toEqual([])
    expect(one.put(item(2), true)).toBe(false)
  })
})
