import type { Locale, Words } from '@shared/i18n'

export const reportWords: Record<Locale, Words> = { 'zh-CN': {}, en: {} }
