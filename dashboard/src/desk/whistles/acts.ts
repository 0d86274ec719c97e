// What each act on a called unit asks for, whether it is filled in, and how it travels. No DOM, no framework.
import type { Json } from '@shared/api'
import type { WhistleCall } from '@shared/whistles'

/** `answer`, `rate`, `contest:rating` … as the server lists them under `can`; `call` is the whistle's own. */
export type Act = string
export type Values = Record<string, Json>

const FIELDS: Record<string, string[]> = {
  answer: ['text'], decline: ['reason_code', 'text'], 'pass-on': ['lead', 'assist', 'text'], arrive: ['place', 'text'],
  report: ['result', 'text'], withdraw: ['text'], call: ['assist'], contest: ['text'], rule: ['ruling', 'text'],
}
const FREE = ['assist', 'place']
/** Acts for which words may be left out. */
const WORDLESS = ['answer', 'arrive']

/** Whether the town rates the answer here, or the called unit the whistle. */
export function ratesAnswer(call: WhistleCall | null): boolean {
  return call?.sides.includes('caller') ?? false
}

/** The fields of the act's form, in order. */
export function asked(act: Act, call: WhistleCall | null): string[] {
  const verb = act.split(':')[0]!
  if (verb !== 'rate') return FIELDS[verb] ?? []
  if (!ratesAnswer(call)) return ['judgement', 'text']
  return [...(call?.arrive_by ? ['attendance'] : []), 'attitude', 'outcome', 'text']
}

/** Whether the act can be sent at once, without a form. */
export function atOnce(act: Act): boolean {
  return act === 'answer'
}

const isEmpty = (value: Json | undefined) => value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)

/** Names of required fields that are still empty. */
export function missing(act: Act, call: WhistleCall | null, values: Values): string[] {
  return asked(act, call).filter((name) => {
    if (name === 'text' && (WORDLESS.includes(act) || (act === 'rate' && values.judgement !== 'unreasonable'))) return false
    return !(FREE.includes(name) && act !== 'call') && isEmpty(values[name])
  })
}

/** The body of the call: what was left empty is left out. */
export function bodyOf(act: Act, call: WhistleCall | null, values: Values): Record<string, Json> {
  const [, topic] = act.split(':')
  const body: Record<string, Json> = {}
  for (const name of [...asked(act, call), 'lon', 'lat']) {
    if (name !== 'place' && !isEmpty(values[name])) body[name] = typeof values[name] === 'string' ? (values[name] as string).trim() : values[name]!
  }
  if (Array.isArray(body.lead)) body.lead = body.lead[0]!
  if (topic) body.topic = topic
  if (call) body.call = call.id
  return body
}
