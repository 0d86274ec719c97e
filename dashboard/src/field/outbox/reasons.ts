// What a refusal asks of the person. No DOM.
import type { OutboxItem } from '../types'

export type Way = 'resend' | 'resendAsNew' | 'mendReport' | 'openCase' | 'note' | 'dropPhoto'
export type Reason = 'overtaken' | 'photo' | 'lost' | 'kind' | 'words' | 'gone' | 'forbidden' | 'unfit' | 'unknown'

type Problem = NonNullable<OutboxItem['problem']>

const BY_TYPE: Record<string, Reason> = {
  'stale-version': 'overtaken', 'invalid-transition': 'unfit', 'photo-rejected': 'photo', 'payload-too-large': 'photo', 'photo-lost': 'lost',
  'territory-forbidden': 'forbidden', 'role-forbidden': 'forbidden', 'not-found': 'gone', 'idempotency-conflict': 'unknown',
}

/** Why, in one of a few kinds that the screens have words for. */
export function reasonOf(problem: Problem): Reason {
  const byType = BY_TYPE[problem.type]
  if (byType) return byType
  if (problem.status === 412) return 'overtaken'
  if (problem.status === 403) return 'forbidden'
  if (problem.fields.category !== undefined) return 'kind'
  return problem.status === 400 || problem.status === 422 ? 'words' : 'unknown'
}

/** Position of the picture that the server did not take; null when it names none. */
export function refusedPhoto(problem: Problem): number | null {
  const named = Object.keys(problem.fields).map((field) => /^photos\.(\d+)$/.exec(field)?.[1]).find((found) => found !== undefined)
  return named === undefined ? null : Number(named)
}

/** What can be done about it, the best first. */
export function waysOut(item: OutboxItem): Way[] {
  if (!item.problem) return []
  const reason = reasonOf(item.problem)
  const ways: Way[] = []
  if (reason === 'photo' && refusedPhoto(item.problem) !== null) ways.push('dropPhoto')
  if (item.kind === 'report') ways.push('mendReport')
  if (item.kind === 'step' && reason === 'overtaken') ways.push('resendAsNew')
  if (item.caseId !== undefined && reason !== 'gone') ways.push('note', 'openCase')
  if (reason !== 'overtaken' && reason !== 'photo' && reason !== 'gone' && reason !== 'lost') ways.push('resend')
  return ways
}

/** The words in a thing, for a note or for copying: whatever text the body holds, outermost first. */
export function wordsIn(body: unknown): string[] {
  if (typeof body === 'string') return /[^\x00-\x7f]/.test(body) || body.includes(' ') ? [body] : []
  if (Array.isArray(body)) return body.flatMap(wordsIn)
  return body && typeof body === 'object' ? Object.values(body).flatMap(wordsIn) : []
}
