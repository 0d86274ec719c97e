// The page's words, made once; each part brings its own under a key of its own.
import { pageI18n } from '@shared/i18n'
import { fieldWords } from './words'

export const i18n = pageI18n(fieldWords)
