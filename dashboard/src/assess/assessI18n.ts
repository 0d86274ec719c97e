// The page's words, made once. Each tab brings its own under a key of its own.
import { pageI18n } from '@shared/i18n'
import { assessWords } from './words'

export const i18n = pageI18n(assessWords)
