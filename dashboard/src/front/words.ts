import type { Locale, Words } from '@shared/i18n'

export const words: Record<Locale, Words> = {
  'zh-CN': { title: '网格哨' },
  en: { title: 'GridWhistle' },
}
