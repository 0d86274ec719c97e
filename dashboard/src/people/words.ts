// The page's words in both languages; each tab brings its own under a key of its own.
import type { Locale, Words } from '@shared/i18n'
import { chineseWords } from './wordsChinese'
import { englishWords } from './wordsEnglish'

export const peopleWords: Record<Locale, Words> = { 'zh-CN': { ...chineseWords }, en: { ...englishWords } }
