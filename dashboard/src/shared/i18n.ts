// Chinese first, English second. Each page brings its own words and gets the shared ones with them.
import { createI18n, type I18n } from 'vue-i18n'
import { sharedWords } from './words'

export type Locale = 'zh-CN' | 'en'
export type Words = { [key: string]: string | Words }

export type PageI18n = I18n<{}, {}, {}, string, false>

const KEY = 'gridwhistle.locale'

/** The language to start in: `?lang=`, else what this device chose before, else Chinese. */
export function startLocale(): Locale {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEY)
  return asked === 'en' ? 'en' : 'zh-CN'
}

/** Keep the choice on this device; a component sets `locale.value` of `useI18n()`. */
export function keepLocale(locale: Locale): void {
  document.documentElement.lang = locale
  localStorage.setItem(KEY, locale)
}

/** Show a page whose plugin is at hand in `locale`, keep the choice on this device. */
export function setLocale(i18n: PageI18n, locale: Locale): void {
  i18n.global.locale.value = locale
  keepLocale(locale)
}

/** Words of a page in both languages → the plugin; in components: `const { t, locale } = useI18n()`. */
export function pageI18n(words: Record<Locale, Words>): PageI18n {
  const locale = startLocale()
  document.documentElement.lang = locale
  return createI18n({
    legacy: false,
    locale,
    fallbackLocale: 'zh-CN',
    messages: {
      'zh-CN': { shared: sharedWords['zh-CN'], ...words['zh-CN'] },
      en: { shared: sharedWords.en, ...words.en },
    },
  }) as unknown as PageI18n
}
