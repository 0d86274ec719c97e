// Which steps a member takes in the field, with what in hand, and how each becomes one thing in the outbox. No DOM.
import type { Json } from '@shared/api'
import type { ActionField, AllowedAction, CaseDetail, Photo } from '@shared/types'
import type { WithIntake } from '../../desk/intake/types'
import { missingFields, stepBody, type Values } from '../../desk/stepForm'
import type { NewItem, Shot } from '../types'

/** Steps that fit on a phone, the usual one first. */
export const FIELD_STEPS = ['confirm', 'check-pass', 'check-fail', 'self-handle', 'handle', 'sign', 'reopen'] as const
export type FieldStep = (typeof FIELD_STEPS)[number]
export type Shots = Record<string, Shot[]>
/** A step that one would expect here and may not take, with the rule's reason. */
export interface Refused { action: string; name: string; reason: string }
export type FieldCase = CaseDetail & Pick<WithIntake, 'answers'> & { refused_actions?: Refused[]; times?: Record<string, string | null> }

const SIMPLE = new Set(['text', 'choice', 'points', 'photos', 'boolean', 'date'])

/** What may be done here and now, in the order of the hand; steps that need a desk are left out. */
export function stepsHere(file: CaseDetail): AllowedAction[] {
  return FIELD_STEPS.flatMap((name) => file.allowed_actions.filter((one) => one.action === name && one.fields.every((field) => SIMPLE.has(field.kind) || !field.required)))
}

/** Fields that the form asks for: those that fit on a phone, and the picture of before when nobody has given one. */
export function fieldsOf(action: AllowedAction, photos: readonly Photo[], beforeLabel: string): ActionField[] {
  const simple = action.fields.filter((field) => SIMPLE.has(field.kind))
  if (action.action !== 'self-handle') return simple
  const known = photos.some((photo) => photo.purpose === 'report' || photo.purpose === 'confirm')
  return [{ name: 'before', kind: 'photos', label: beforeLabel, required: !known, choices: [] }, ...simple]
}

/** Names of what is still missing; `extra` are further conditions (a reason for 无法进入). */
export function lacking(fields: ActionField[], values: Values, shots: Shots, extra: string[] = []): string[] {
  const files = Object.fromEntries(Object.entries(shots).map(([name, list]) => [name, list as unknown as File[]]))
  return [...new Set([...missingFields(fields, { values, files }), ...extra])]
}

/** One thing for the outbox. `title` is read in the list of what waits. */
export function stepItem(file: CaseDetail, action: string, title: string, fields: ActionField[], values: Values, shots: Shots): NewItem {
  const body: Record<string, Json> = { fields: stepBody(fields, values) }
  return {
    kind: 'step', title, path: `/cases/${file.id}/${action}`, part: 'step', body, caseId: file.id, version: file.version,
    photos: Object.entries(shots).flatMap(([field, list]) => list.map((shot) => ({ field, shot }))),
  }
}

/** A whistle to the town from where the member stands. */
export function whistleItem(caseId: number, title: string, kind: string, text: string): NewItem {
  return { kind: 'call', title, path: `/cases/${caseId}/whistles`, part: 'step', body: { kind, text: text.trim() }, photos: [], caseId }
}

/** The words of the confirmation with what the result asks for besides: when to come again, why nobody came in. */
export function confirmNote(note: string, result: Json | undefined, hours: string, again: (hours: string) => string): string {
  const come = result === 'gone' && hours.trim() ? again(hours.trim()) : ''
  return [come, note.trim()].filter(Boolean).join('\n')
}
