// Mondays and hours, as plans of checks need them. No DOM.
import { cityDate } from '@shared/time'

const DAY = 86_400_000
const noon = (day: string) => Date.parse(`${day}T12:00:00+08:00`)

/** The Monday of this week and the two after it, as days of the city. */
export function mondays(now: number): string[] {
  const today = noon(cityDate(now))
  const back = (new Date(today).getUTCDay() + 6) % 7
  return [0, 7, 14].map((days) => cityDate(today + (days - back) * DAY)).filter((day) => noon(day) <= today + 14 * DAY)
}

/** The Sunday after so many weeks. */
export function lastDay(first: string, weeks: number): string {
  return cityDate(noon(first) + (7 * weeks - 1) * DAY)
}

/** Minutes as hours with one decimal at most: `5.7`, `12`. */
export function hours(minutes: number): string {
  return String(Math.round(minutes / 6) / 10)
}
