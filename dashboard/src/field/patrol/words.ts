import type { Locale, Words } from '@shared/i18n'

export const patrolWords: Record<Locale, Words> = { 'zh-CN': {}, en: {} }
