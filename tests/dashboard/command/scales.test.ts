import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { boundsFor, classesOf, roundBound, stepOf } from '../../../dashboard/src/command/map/heat'
import { throttled } from '../../../dashboard/src/command/throttle'
import { roundTop, trendShape } from '../../../dashboard/src/command/trend'

describe('the one-hue scale', () => {
  it('has bounds that a person can read', () => {
    expect([0.23, 1.2, 4.4, 61].map((value) => roundBound(value, false))).toEqual([0.2, 1, 5, 50])
    expect(roundBound(0.3, true)).toBe(1)
  })

  it('gives every small count a step of its own', () => {
    expect(boundsFor([0, 1, 1, 2, 3], true)).toEqual([2, 3])
    expect([0, 1, 2, 3].map((value) => stepOf(value, [2, 3]))).toEqual([0, 1, 3, 5])
    expect(boundsFor([0, 1, 1], true)).toEqual([])
    expect(boundsFor([0, 0], true)).toEqual([])
  })

  it('tells dense grids apart although a few lie far above the rest', () => {
    const bounds = boundsFor([...Array.from({ length: 100 }, (_, n) => 0.1 + n / 50), 400], false)
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b))
    expect(bounds.length).toBeGreaterThanOrEqual(3)
    expect(stepOf(400, bounds)).toBe(5)
  })

  it('says each class without overlap', () => {
    const texts = (bounds: number[], whole: boolean) => classesOf(bounds, whole, String).map((one) => one.text)
    expect(texts([2, 3, 6], true)).toEqual(['0', '1', '2', '3–5', '≥6'])
    expect(texts([0.5, 2], false)).toEqual(['0', '<0.5', '0.5', '≥2'])
    expect(texts([], true)).toEqual(['0', '≥1'])
  })
})

describe('the chart of days', () => {
  it('has a round top that two equal steps reach', () => {
    expect([1, 3, 41, 173].map(roundTop)).toEqual([2, 4, 100, 200])
  })

  it('keeps every bar inside its box, also without any case', () => {
    const shape = trendShape([{ date: '2026-11-21', reported: 0, closed: 0 }, { date: '2026-11-22', reported: 7, closed: 3 }], 200, 100, 20)
    expect(shape.bars.map((bar) => bar.reportedY)).toEqual([100, 30])
    expect(shape.bars.every((bar) => bar.x >= 20 && bar.x + bar.width <= 200)).toBe(true)
    expect(trendShape([], 200, 100, 20).bars).toEqual([])
  })
})

describe('asking again, not too often', () => {
  beforeEach(() => { vi.useFakeTimers() })
  afterEach(() => { vi.useRealTimers() })

  it('answers the first ask at once and many asks with one more run', async () => {
    let runs = 0
    const again = throttled(async () => { runs += 1 }, 1_000)
    again.ask()
    await vi.advanceTimersByTimeAsync(1)
    expect(runs).toBe(1)
    for (let n = 0; n < 20; n += 1) again.ask()
    await vi.advanceTimersByTimeAsync(500)
    expect(runs).toBe(1)
    await vi.advanceTimersByTimeAsync(600)
    expect(runs).toBe(2)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(runs).toBe(2)
  })

  it('runs once more when asked during a run', async () => {
    let runs = 0
    const again = throttled(async () => {
      runs += 1
      await new Promise((done) => { setTimeout(done, 3_000) })
    }, 1_000)
    again.ask()
    await vi.advanceTimersByTimeAsync(10)
    again.ask()
    await vi.advanceTimersByTimeAsync(3_100)
    expect(runs).toBe(2)
  })
})
