// Words that a part of a page brings along itself, so that it can stand on any page. `shared.` words still work.
import { useI18n, type Composer } from 'vue-i18n'
import type { Locale, Words } from './i18n'

/** `const { t, locale } = useOwnWords(words)`: like `useI18n()`, with these words first and the page's after them. */
export function useOwnWords(words: Record<Locale, Words>): Composer {
  return useI18n({ useScope: 'local', inheritLocale: true, messages: words, missingWarn: false, fallbackWarn: false }) as unknown as Composer
}
