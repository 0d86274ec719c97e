import type { Locale, Words } from '@shared/i18n'

export const words: Record<Locale, Words> = {
  'zh-CN': { title: '工作台' },
  en: { title: 'Desk' },
}
