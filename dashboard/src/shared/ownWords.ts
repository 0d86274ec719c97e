// Words that a part of a page brings along itself, so that it can stand on any page. `shared.` words still work.
import { useI18n, type Composer } from 'vue-i18n'
import type { Locale, Words } from './i18n'

const places = new WeakMap<object, string>()
const written = new Map<string, string>()

export type OwnWords = Pick<Composer, 't' | 'te' | 'locale'>

/** Words written inside a component are made anew with each of it: they are told by what they say. */
function keep(page: Composer, words: Record<Locale, Words>): string {
  const said = JSON.stringify(words)
  const place = written.get(said) ?? `own${written.size + 1}`
  if (!written.has(said)) {
    written.set(said, place)
    for (const locale of ['zh-CN', 'en'] as const) page.mergeLocaleMessage(locale, { [place]: words[locale] })
  }
  places.set(words, place)
  return place
}

/**
 * `const { t, locale } = useOwnWords(words)`: like `useI18n()`, with these words first and the page's after them.
 * The words are kept once under a name of their own, so that a component may call this for several sets of words.
 */
export function useOwnWords(words: Record<Locale, Words>): OwnWords {
  const page = useI18n({ useScope: 'global' }) as unknown as Composer
  const place = places.get(words) ?? keep(page, words)
  const known = (key: string) => page.te(`${place}.${key}`) || page.te(`${place}.${key}`, 'zh-CN')
  const t = (key: string, ...rest: unknown[]) => (page.t as (...all: unknown[]) => string)(known(key) ? `${place}.${key}` : key, ...rest)
  const te = (key: string, locale?: Locale) => page.te(`${place}.${key}`, locale) || page.te(key, locale)
  return { t: t as Composer['t'], te: te as Composer['te'], locale: page.locale }
}
