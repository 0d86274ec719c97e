// The checklist while it is being filled in: which item is next, how many points so far. No DOM.
import type { AnswerCode, ChecklistItem } from './types'

export type Marks = Readonly<Record<string, AnswerCode>>
export const ANSWERS: readonly AnswerCode[] = ['yes', 'no', 'na']

/** 1 yes, 2 no, 3 not applicable. */
export function answerOfKey(key: string): AnswerCode | null {
  return ANSWERS[Number(key) - 1] ?? null
}

/** Points so far; what does not apply leaves the whole. */
export function points(items: readonly ChecklistItem[], marks: Marks): { part: number; whole: number } {
  const sum = (chosen: readonly ChecklistItem[]) => chosen.reduce((total, item) => total + item.points, 0)
  return { part: sum(items.filter((item) => marks[item.code] === 'yes')), whole: sum(items.filter((item) => marks[item.code] && marks[item.code] !== 'na')) }
}

export function unanswered(items: readonly ChecklistItem[], marks: Marks): number {
  return items.filter((item) => !marks[item.code]).length
}

/** The next item without an answer, from `from` on and then from the top; `from` itself when all have one. */
export function nextOpen(items: readonly ChecklistItem[], marks: Marks, from: number): number {
  const open = items.map((item, index) => (marks[item.code] ? -1 : index)).filter((index) => index >= 0)
  return open.find((index) => index > from) ?? open[0] ?? from
}

/** A "no" says what was seen. */
export function needsNote(marks: Marks, note: string): boolean {
  return Object.values(marks).includes('no') && !note.trim()
}
