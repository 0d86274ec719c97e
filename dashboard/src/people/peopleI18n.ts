// The page's words, made once.
import { pageI18n } from '@shared/i18n'
import { peopleWords } from './words'

export const i18n = pageI18n(peopleWords)
