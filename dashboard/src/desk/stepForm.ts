// What an action's form holds, whether it may be sent, and how it travels. No DOM, no framework.
import { newKey, type Json } from '@shared/api'
import { cityDate } from '@shared/time'
import type { ActionField, AllowedAction } from '@shared/types'

export type Values = Record<string, Json>
export type Files = Record<string, File[]>
export interface Draft { values: Values; files: Files }

/** A new form: the routing's suggestion and single choices are already there. */
export function newDraft(action: AllowedAction, suggested: { department: string | null }): Draft {
  const values: Values = {}
  const files: Files = {}
  for (const field of action.fields) {
    if (field.kind === 'photos') files[field.name] = []
    else if (field.kind === 'points' || field.kind === 'departments') values[field.name] = []
    else if (field.kind === 'department') values[field.name] = field.required ? suggested.department : null
    else if (field.kind === 'boolean') values[field.name] = field.required ? null : false
    else if (field.choices.length === 1 && field.required) values[field.name] = field.choices[0]!.value
    else values[field.name] = null
  }
  return { values, files }
}

const isEmpty = (value: Json | undefined) => value === null || value === undefined || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)

/** Pictures of before that a step on the spot needs when the report brought none. */
export function beforePhotos(action: string, hasReportPhotos: boolean, label: string): ActionField[] {
  return action === 'self-handle' && !hasReportPhotos ? [{ name: 'before', kind: 'photos', label, required: true, choices: [] }] : []
}

function isMissing(field: ActionField, draft: Draft): boolean {
  const value = draft.values[field.name]
  if (field.kind === 'photos') return (draft.files[field.name] ?? []).length === 0
  if (field.kind === 'points') return !Array.isArray(value) || value.length < field.choices.length
  return isEmpty(value)
}

/** Names of required fields that are still empty; of points to tick every one counts. */
export function missingFields(fields: ActionField[], draft: Draft): string[] {
  return fields.filter((field) => field.required && isMissing(field, draft)).map((field) => field.name)
}

/** Wall-clock text of the city (`2026-11-22T17:30`) → RFC 3339 in UTC. */
export function cityTimeToUtc(text: string): string {
  return new Date(`${text.length === 16 ? `${text}:00` : text}+08:00`).toISOString().replace('.000Z', 'Z')
}

/** The JSON of the step: what was left empty is left out, times travel in UTC. */
export function stepBody(fields: ActionField[], values: Values): Record<string, Json> {
  const body: Record<string, Json> = {}
  for (const field of fields) {
    const value = values[field.name]
    if (field.kind === 'photos' || isEmpty(value)) continue
    body[field.name] = field.kind === 'datetime' ? cityTimeToUtc(String(value)) : typeof value === 'string' ? value.trim() : value!
  }
  return body
}

/** `{fields}` as JSON when there are no pictures, else multipart: `step` and the files under their purpose. */
export function stepPayload(fields: ActionField[], draft: Draft): Record<string, Json> | FormData {
  const body = { fields: stepBody(fields, draft.values) }
  const pictures = Object.entries(draft.files).filter(([, list]) => list.length > 0)
  if (pictures.length === 0) return body
  const form = new FormData()
  form.append('step', JSON.stringify(body))
  for (const [name, list] of pictures) for (const file of list) form.append(name, file, file.name)
  return form
}

/** The same words and pictures keep their key however often they are sent; anything else gets a new one. */
export class StepKeys {
  private content = ''
  private key = ''

  keyFor(action: string, draft: Draft): string {
    const pictures = Object.entries(draft.files).map(([name, list]) => [name, list.map((file) => [file.name, file.size, file.lastModified])])
    const content = JSON.stringify([action, draft.values, pictures])
    if (content !== this.content) {
      this.content = content
      this.key = newKey()
    }
    return this.key
  }
}

/** The server's complaint about a field; it may name it `reason` or `fields.reason`. */
export function fieldError(errors: Record<string, string>, name: string): string {
  const found = Object.entries(errors).find(([key]) => key === name || key.endsWith(`.${name}`))
  return found ? found[1] : ''
}

/** Tomorrow in the city: the earliest day that a date to come may name. */
export function tomorrow(now: number): string {
  return cityDate(now + 86_400_000)
}
