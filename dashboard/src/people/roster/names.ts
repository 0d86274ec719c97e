// Short names of days: the date without the year, the weekday in one or three letters.
import type { Locale } from '@shared/i18n'
import { midnight } from './days'

const noon = (date: string) => new Date(midnight(date) + 12 * 3_600_000)

/** `11/24` */
export function dayName(date: string, locale: Locale): string {
  const [, month, day] = date.split('-').map(Number)
  return locale === 'en' ? `${day}/${month}` : `${month}/${day}`
}

/** `周二` */
export function weekdayName(date: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'Asia/Shanghai' }).format(noon(date))
}
