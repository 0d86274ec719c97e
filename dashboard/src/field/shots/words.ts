import type { Locale, Words } from '@shared/i18n'

export const shotWords: Record<Locale, Words> = { 'zh-CN': {}, en: {} }
