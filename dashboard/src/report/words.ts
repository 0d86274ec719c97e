import type { Locale, Words } from '@shared/i18n'
import { english } from './words-en'
import { chinese } from './words-zh'

export const words: Record<Locale, Words> = { 'zh-CN': chinese, en: english }
