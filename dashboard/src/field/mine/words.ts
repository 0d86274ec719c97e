import type { Locale, Words } from '@shared/i18n'

export const mineWords: Record<Locale, Words> = { 'zh-CN': {}, en: {} }
