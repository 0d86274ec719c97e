// What the public display makes of its answers: the last day that is shown, scores, where ranks end, the hash.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { firstUnranked, lastDay, points, wholeHash } from '../../dashboard/src/display/figures'
import type { Row } from '../../dashboard/src/display/types'

const row = (rank: number | null) => ({ owner: 'x', rank }) as Row
const hex = (text: string) => createHash('sha256').update(text).digest('hex')

test('a display that ends at midnight is said to last until the day before', () => {
  expect(lastDay('2026-12-08T16:00:00Z').toISOString()).toBe('2026-12-08T15:59:59.000Z')
})

test('scores are printed with every digit that was compared', () => {
  expect([0, 87_495, 87_494, 100_000].map(points)).toEqual(['0.000', '87.495', '87.494', '100.000'])
})

test('the rows without a rank begin where the ranks end', () => {
  expect(firstUnranked([row(1), row(1), row(null)])).toBe(2)
  expect(firstUnranked([row(null), row(null)])).toBe(-1)
  expect(firstUnranked([row(1)])).toBe(-1)
})

test('the public file and the hash of the rest give the hash on display', async () => {
  const file = new TextEncoder().encode('{"scores":[]}')
  expect(await wholeHash(file.buffer, 'ab12')).toBe(hex(`${hex('{"scores":[]}')}\nab12`))
})
