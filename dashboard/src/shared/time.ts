// How the pages say times: always the city's clock, short, in words that need no thinking.
import type { Locale } from './i18n'

export type Tone = 'late' | 'warn' | 'calm'
export interface Told { text: string; tone: Tone }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const ZONE_OFFSET = 8 * HOUR // Asia/Shanghai has had no summer time since 1991.
const WEEKDAYS = { 'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Milliseconds of an RFC 3339 time, a Date or milliseconds. */
export function millis(at: string | number | Date): number {
  return typeof at === 'number' ? at : new Date(at).getTime()
}

// A Date whose UTC parts read as the city's wall clock.
const wall = (at: string | number | Date) => new Date(millis(at) + ZONE_OFFSET)
const dayNumber = (at: string | number | Date) => Math.floor((millis(at) + ZONE_OFFSET) / DAY)
const two = (n: number) => String(n).padStart(2, '0')

/** `14:05` */
export function clock(at: string | number | Date, seconds = false): string {
  const w = wall(at)
  return `${two(w.getUTCHours())}:${two(w.getUTCMinutes())}${seconds ? `:${two(w.getUTCSeconds())}` : ''}`
}

/** `2026-11-22`, the day in the city: what the `…_on` filters take. */
export function cityDate(at: string | number | Date): string {
  return wall(at).toISOString().slice(0, 10)
}

/** `11月22日` or `22 Nov`; with the year when it is another one. */
export function day(at: string | number | Date, locale: Locale = 'zh-CN', now: number = Date.now()): string {
  const w = wall(at)
  const other = w.getUTCFullYear() !== wall(now).getUTCFullYear()
  if (locale === 'en') return `${w.getUTCDate()} ${MONTHS[w.getUTCMonth()]}${other ? ` ${w.getUTCFullYear()}` : ''}`
  return `${other ? `${w.getUTCFullYear()}年` : ''}${w.getUTCMonth() + 1}月${w.getUTCDate()}日`
}

/** `今天 17:30` · `明天 09:40` · `周二 10:00` · `12月3日 10:00`: a point of time, past or to come. */
export function moment(at: string | number | Date, locale: Locale = 'zh-CN', now: number = Date.now()): string {
  const days = dayNumber(at) - dayNumber(now)
  const zh = locale === 'zh-CN'
  const near: Record<number, string> = zh ? { [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' } : { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' }
  const word = near[days] ?? (days > 0 && days < 7 ? WEEKDAYS[locale][wall(at).getUTCDay()] : day(at, locale, now))
  return `${word} ${clock(at)}`
}

/** A length of time in at most two units: `39 分` · `1 时 05 分` · `2 天 3 时`. */
export function length(ms: number, locale: Locale = 'zh-CN'): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE))
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const unit = locale === 'zh-CN' ? { d: ' 天', h: ' 时', m: ' 分' } : { d: ' d', h: ' h', m: ' min' }
  if (d > 0) return h > 0 ? `${d}${unit.d} ${h}${unit.h}` : `${d}${unit.d}`
  if (h > 0) return m > 0 ? `${h}${unit.h} ${two(m)}${unit.m}` : `${h}${unit.h}`
  return minutes < 1 ? (locale === 'zh-CN' ? '不到 1 分' : 'under 1 min') : `${m}${unit.m}`
}

/**
 * What a clock says: `已超 2 时` (late), `还剩 39 分` (inside the warning band), `1 时 05 分` (under two hours),
 * otherwise the moment itself. `warn` is the case's `warn_at`; without one nothing is inside the band.
 */
export function due(at: string, warn: string | null, locale: Locale = 'zh-CN', now: number = Date.now()): Told {
  const zh = locale === 'zh-CN'
  const left = millis(at) - now
  if (left <= 0) return { tone: 'late', text: zh ? `已超 ${coarse(-left, locale)}` : `${coarse(-left, locale)} late` }
  if (warn !== null && now >= millis(warn)) return { tone: 'warn', text: zh ? `还剩 ${length(left, locale)}` : `${length(left, locale)} left` }
  if (left < 2 * HOUR) return { tone: 'calm', text: length(left, locale) }
  return { tone: 'calm', text: moment(at, locale, now) }
}

// Lateness in one unit: whoever is two hours late does not count the minutes.
function coarse(ms: number, locale: Locale): string {
  if (ms < HOUR) return length(ms, locale)
  return length(ms < DAY ? ms - (ms % HOUR) : ms - (ms % DAY), locale)
}

/** `刚刚` · `12 秒前` · `18 分钟前` · `今天 10:41` · `昨天 09:00` · `11月20日 10:41` */
export function ago(at: string | number | Date, locale: Locale = 'zh-CN', now: number = Date.now()): string {
  const zh = locale === 'zh-CN'
  const passed = now - millis(at)
  if (passed < 5_000) return zh ? '刚刚' : 'just now'
  if (passed < MINUTE) return zh ? `${Math.floor(passed / 1000)} 秒前` : `${Math.floor(passed / 1000)} s ago`
  if (passed < HOUR) return zh ? `${Math.floor(passed / MINUTE)} 分钟前` : `${Math.floor(passed / MINUTE)} min ago`
  return moment(at, locale, now)
}
