// The desk's words in both languages.
import type { Locale, Words } from '@shared/i18n'
import { chineseWords } from './wordsChinese'
import { englishWords } from './wordsEnglish'

export const deskWords: Record<Locale, Words> = { 'zh-CN': chineseWords, en: englishWords }
