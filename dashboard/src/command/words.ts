import type { Locale, Words } from '@shared/i18n'

export const words: Record<Locale, Words> = {
  'zh-CN': { title: '指挥大屏' },
  en: { title: 'Command board' },
}
