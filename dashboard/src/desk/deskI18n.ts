// The desk's words, made once.
import { pageI18n } from '@shared/i18n'
import { deskWords } from './words'

export const i18n = pageI18n(deskWords)
