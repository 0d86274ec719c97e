// The days of a roster: which days are shown, which hours lie on them. Pure; days are those of the city.
import { cityDate, clock, millis } from '@shared/time'
import type { Locale } from '@shared/i18n'
import type { Gap, Seat, Shift } from './types'

const DAY_MS = 86_400_000
const NIGHT = { begins: 22, ends: 6 }
export const SEATS: readonly Seat[] = ['lead', 'second']

/** Midnight of a city day, in milliseconds. */
export function midnight(date: string): number {
  return Date.parse(`${date}T00:00:00+08:00`)
}

export function plusDays(date: string, days: number): string {
  return cityDate(midnight(date) + days * DAY_MS)
}

/** The Monday of the week of `date`. */
export function mondayOf(date: string): string {
  const weekday = new Date(midnight(date) + 12 * 3_600_000).getUTCDay()
  return plusDays(date, -((weekday + 6) % 7))
}

/** `n` days from `first` on. */
export function daysFrom(first: string, n: number): string[] {
  return Array.from({ length: n }, (_, at) => plusDays(first, at))
}

/** Which part of a day, 0–1, the hours from `from` to `to` fill; null when they do not touch it. */
export function partOf(date: string, from: string, to: string): { left: number; width: number } | null {
  const start = midnight(date)
  const [a, b] = [Math.max(millis(from), start), Math.min(millis(to), start + DAY_MS)]
  return b > a ? { left: (a - start) / DAY_MS, width: (b - a) / DAY_MS } : null
}

/** True when some of the hours lie between 22:00 and 06:00. */
export function touchesNight(from: string, to: string): boolean {
  const [a, b] = [millis(from), millis(to)]
  for (let date = plusDays(cityDate(a), -1); midnight(date) < b; date = plusDays(date, 1)) {
    const begins = midnight(date) + NIGHT.begins * 3_600_000
    const ends = midnight(date) + DAY_MS + NIGHT.ends * 3_600_000
    if (a < ends && b > begins) return true
  }
  return false
}

/** `17:30–次日 08:30`, in English `17:30–08:30 (+1)`. */
export function hours(from: string, to: string, locale: Locale): string {
  const days = Math.round((midnight(cityDate(to)) - midnight(cityDate(from))) / DAY_MS)
  const zh = locale === 'zh-CN'
  const end = days === 1 && clock(to) === '00:00' ? '24:00' : clock(to)
  if (days === 0 || end === '24:00') return `${clock(from)}–${end}`
  if (days === 1) return zh ? `${clock(from)}–次日 ${end}` : `${clock(from)}–${end} (+1)`
  return zh ? `${clock(from)}–${days} 天后 ${end}` : `${clock(from)}–${end} (+${days})`
}

export interface DayRow { date: string; lead: Shift[]; second: Shift[]; gaps: Gap[]; today: boolean; past: boolean; weekend: boolean; complete: boolean }

const beginsOn = (date: string, at: string) => cityDate(at) === date

/** One row per day: shifts stand on the day they begin, gaps on every day they touch. */
export function dayRows(dates: readonly string[], shifts: readonly Shift[], gaps: readonly Gap[], now: number): DayRow[] {
  const today = cityDate(now)
  const sorted = [...shifts].sort((a, b) => a.starts_at.localeCompare(b.starts_at))
  return dates.map((date) => {
    const own = sorted.filter((shift) => beginsOn(date, shift.starts_at))
    const missing = gaps.filter((gap) => partOf(date, gap.from, gap.to) !== null)
    const weekday = new Date(midnight(date) + 12 * 3_600_000).getUTCDay()
    return {
      date, lead: own.filter((shift) => shift.place === 'lead'), second: own.filter((shift) => shift.place === 'second'), gaps: missing,
      today: date === today, past: date < today, weekend: weekday === 0 || weekday === 6, complete: missing.length === 0,
    }
  })
}

/** The part of a gap that lies on one day, as times: what the day says of it. */
export function gapOn(date: string, gap: Gap): { from: string; to: string } {
  const start = midnight(date)
  return {
    from: new Date(Math.max(millis(gap.from), start)).toISOString(),
    to: new Date(Math.min(millis(gap.to), start + DAY_MS)).toISOString(),
  }
}

export interface FillPreview { days: number; hours: number; rows: { date: string; gaps: Gap[] }[] }

/** What filling from `from` to `to` (both included) would have to write: the gaps of those days that have not passed. */
export function fillPreview(from: string, to: string, gaps: readonly Gap[], now: number): FillPreview {
  const rows: FillPreview['rows'] = []
  let missing = 0
  for (let date = from; date <= to && rows.length < 62; date = plusDays(date, 1)) {
    const open = gaps.filter((gap) => partOf(date, gap.from, gap.to) !== null)
      .map((gap) => ({ ...gap, ...gapOn(date, gap) })).filter((gap) => millis(gap.to) > now)
    if (open.length === 0) continue
    rows.push({ date, gaps: open })
    missing += open.reduce((sum, gap) => sum + millis(gap.to) - millis(gap.from), 0)
  }
  return { days: rows.length, hours: Math.round(missing / 3_600_000), rows }
}

/** An hour of a city day (`17:30`) as a moment; an end at or before its begin means the next day. */
export function span(date: string, begins: string, ends: string): { starts_at: string; ends_at: string } {
  const at = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`).toISOString()
  return { starts_at: at(date, begins), ends_at: at(ends <= begins ? plusDays(date, 1) : date, ends) }
}
