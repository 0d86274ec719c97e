import type { Locale, Words } from '@shared/i18n'

export const urgentWords: Record<Locale, Words> = { 'zh-CN': {}, en: {} }
