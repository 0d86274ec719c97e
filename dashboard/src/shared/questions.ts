// Extra questions of a category: which are asked, in whose language, and what goes along with the report. No DOM.
import type { Locale } from './i18n'

export type AnswerValue = string | number | boolean
export type Answers = Record<string, AnswerValue>
export interface QuestionChoice { value: string; name: string; name_en: string }
export interface Question {
  code: string
  /** Of a category, or of a whole group. */
  category: string
  kind: 'choice' | 'text' | 'number' | 'yes-no'
  text: string; text_en: string; unit: string
  choices: QuestionChoice[]
  active: boolean
}

/** What a report of this kind is asked: the questions of its category and of its group. */
export function questionsFor(all: readonly Question[], category: { code: string; parent: string | null } | null | undefined): Question[] {
  if (!category) return []
  return all.filter((question) => question.category === category.code || question.category === category.parent)
}

/** Only what was answered, and only to questions of this kind: who changes the kind takes nothing along. */
export function givenAnswers(questions: readonly Question[], answers: Answers): Answers {
  const given: Answers = {}
  for (const { code } of questions) {
    const value = answers[code]
    if (value !== undefined && value !== '' && !(typeof value === 'string' && value.trim() === '')) given[code] = value
  }
  return given
}

export function wording(question: Pick<Question, 'text' | 'text_en'>, locale: Locale | string): string {
  return locale === 'en' && question.text_en ? question.text_en : question.text
}

export function choiceName(choice: QuestionChoice, locale: Locale | string): string {
  return locale === 'en' && choice.name_en ? choice.name_en : choice.name
}
