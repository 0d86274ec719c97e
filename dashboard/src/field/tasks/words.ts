import type { Locale, Words } from '@shared/i18n'

export const taskWords: Record<Locale, Words> = { 'zh-CN': {}, en: {} }
