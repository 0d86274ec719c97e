import { describe, expect, it } from 'vitest'
import { ago, cityDate, clock, due, length, moment } from '@shared/time'

// Sunday 22 November 2026, 10:00 in Xiamen.
const NOW = Date.parse('2026-11-22T02:00:00Z')
const at = (hours: number, minutes = 0) => new Date(NOW + (hours * 60 + minutes) * 60_000).toISOString()

describe('times in the city', () => {
  it('reads the wall clock of Asia/Shanghai whatever the device says', () => {
    expect(clock('2026-11-22T02:05:09Z')).toBe('10:05')
    expect(clock('2026-11-22T02:05:09Z', true)).toBe('10:05:09')
    expect(cityDate('2026-11-21T16:00:00Z')).toBe('2026-11-22')
    expect(cityDate('2026-11-21T15:59:59Z')).toBe('2026-11-21')
  })

  it('names near days and dates far ones', () => {
    expect(moment(at(7, 30), 'zh-CN', NOW)).toBe('今天 17:30')
    expect(moment(at(23, 40), 'zh-CN', NOW)).toBe('明天 09:40')
    expect(moment(at(-25), 'zh-CN', NOW)).toBe('昨天 09:00')
    expect(moment(at(48), 'zh-CN', NOW)).toBe('后天 10:00')
    expect(moment(at(72), 'zh-CN', NOW)).toBe('周三 10:00')
    expect(moment(at(24 * 9), 'zh-CN', NOW)).toBe('12月1日 10:00')
    expect(moment(at(-72), 'zh-CN', NOW)).toBe('11月19日 10:00')
    expect(moment('2027-01-03T02:00:00Z', 'zh-CN', NOW)).toBe('2027年1月3日 10:00')
    expect(moment(at(72), 'en', NOW)).toBe('Wed 10:00')
  })
})

describe('what a clock says', () => {
  it('counts down inside the warning band', () => {
    expect(due(at(0, 39), at(-1), 'zh-CN', NOW)).toEqual({ tone: 'warn', text: '还剩 39 分' })
    expect(due(at(27), at(-1), 'zh-CN', NOW)).toEqual({ tone: 'warn', text: '还剩 1 天 3 时' })
    expect(due(at(0, 0.5), at(-1), 'zh-CN', NOW).text).toBe('还剩 不到 1 分')
  })

  it('is late from the very moment, and then counts in one unit', () => {
    expect(due(at(0), null, 'zh-CN', NOW).tone).toBe('late')
    expect(due(at(0, -4), null, 'zh-CN', NOW)).toEqual({ tone: 'late', text: '已超 4 分' })
    expect(due(at(-2, -20), null, 'zh-CN', NOW)).toEqual({ tone: 'late', text: '已超 2 时' })
    expect(due(at(-60), null, 'zh-CN', NOW).text).toBe('已超 2 天')
    expect(due(at(-2), null, 'en', NOW).text).toBe('2 h late')
  })

  it('is calm outside the band', () => {
    expect(due(at(1, 5), at(1), 'zh-CN', NOW)).toEqual({ tone: 'calm', text: '1 时 05 分' })
    expect(due(at(7, 30), at(6), 'zh-CN', NOW)).toEqual({ tone: 'calm', text: '今天 17:30' })
    expect(due(at(1, 5), null, 'zh-CN', NOW).tone).toBe('calm')
  })
})

describe('lengths and pasts', () => {
  it('uses at most two units', () => {
    expect(length(0)).toBe('不到 1 分')
    expect(length(60_000)).toBe('1 分')
    expect(length(2 * 3_600_000)).toBe('2 时')
    expect(length(51 * 3_600_000 + 59_000)).toBe('2 天 3 时')
  })

  it('says how long ago', () => {
    expect(ago(NOW - 2_000, 'zh-CN', NOW)).toBe('刚刚')
    expect(ago(NOW - 12_000, 'zh-CN', NOW)).toBe('12 秒前')
    expect(ago(at(0, -18), 'zh-CN', NOW)).toBe('18 分钟前')
    expect(ago(at(-3), 'zh-CN', NOW)).toBe('今天 07:00')
    expect(ago(at(0, -18), 'en', NOW)).toBe('18 min ago')
  })
})
