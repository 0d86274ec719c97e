// How this page says days, absences and roles, in the language that is chosen.
import { useI18n } from 'vue-i18n'
import type { Locale } from '@shared/i18n'
import { day, millis } from '@shared/time'
import { englishTerms } from '../desk/englishTerms'
import type { Away, HeldPost } from './types'

const SECOND = 1000

export function useTold() {
  const { t, locale } = useI18n()
  const english = (): boolean => locale.value === 'en'
  const daily = (at: string): string => day(at, locale.value as Locale)
  // A term ends at midnight: the last day is the one before.
  const last = (at: string): string => day(millis(at) - SECOND, locale.value as Locale)
  const kind = (away: Pick<Away, 'kind' | 'kind_name'>): string => (english() ? t(`absence.${away.kind}`) : away.kind_name)
  return {
    daily,
    last,
    role: (code: string, name: string): string => (english() ? englishTerms.roles[code] ?? name : name),
    kind,
    away: (away: Away): string => t(away.to ? 'post.awayUntil' : 'post.away', { kind: kind(away), to: away.to ? last(away.to) : '' }),
    term: (post: Pick<HeldPost, 'from' | 'to'>): string => t(post.to ? 'post.term' : 'post.since', { from: daily(post.from), to: post.to ? last(post.to) : '' }),
  }
}
