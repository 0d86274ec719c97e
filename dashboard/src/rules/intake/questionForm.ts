// A question being worded: from the list to the form and back. No DOM.
import type { Question, QuestionChoice } from '@shared/questions'

export interface QuestionDraft {
  /** Null while it is new. */
  code: string | null
  category: string; kind: Question['kind']; text: string; textEn: string; unit: string; choices: string; position: number; active: boolean
}

export function newQuestion(category: string, position: number): QuestionDraft {
  return { code: null, category, kind: 'choice', text: '', textEn: '', unit: '', choices: '', position, active: true }
}

export function draftOf(question: Question, position: number): QuestionDraft {
  return {
    code: question.code, category: question.category, kind: question.kind, text: question.text, textEn: question.text_en, unit: question.unit,
    choices: question.choices.map((choice) => `${choice.value} = ${choice.name}${choice.name_en ? ` | ${choice.name_en}` : ''}`).join('\n'), position, active: question.active,
  }
}

const LINE = /^\s*([A-Za-z0-9-]{1,20})\s*[=＝]\s*([^|｜]+?)\s*(?:[|｜]\s*(.*?)\s*)?$/

/** The lines as choices; null when a line is none or fewer than two remain. */
export function choicesOf(lines: string): QuestionChoice[] | null {
  const found = lines.split('\n').filter((line) => line.trim()).map((line) => LINE.exec(line))
  if (found.length < 2 || found.some((row) => row === null)) return null
  return found.map((row) => ({ value: row![1]!, name: row![2]!, name_en: row![3] ?? '' }))
}

/** What stands in the way of saving. */
export function missing(draft: QuestionDraft): 'text' | 'choices' | null {
  if (!draft.text.trim()) return 'text'
  return draft.kind === 'choice' && choicesOf(draft.choices) === null ? 'choices' : null
}

/** The question as POST /questions takes it. */
export function questionBody(draft: QuestionDraft) {
  return {
    category: draft.category, kind: draft.kind, text: draft.text.trim(), text_en: draft.textEn.trim(), unit: draft.kind === 'number' ? draft.unit.trim() : '',
    choices: draft.kind === 'choice' ? (choicesOf(draft.choices) ?? []).map((choice) => ({ ...choice })) : [], position: draft.position, active: draft.active,
  }
}
