import type { Locale, Words } from '@shared/i18n'

export const outboxWords: Record<Locale, Words> = { 'zh-CN': {}, en: {} }
