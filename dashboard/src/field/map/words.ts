import type { Locale, Words } from '@shared/i18n'

export const mapWords: Record<Locale, Words> = { 'zh-CN': {}, en: {} }
