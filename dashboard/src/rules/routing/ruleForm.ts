// A rule in the form and on its way to the server. No DOM, no framework.
import type { Json } from '@shared/api'
import type { Rule } from './types'

export interface Draft {
  name: string; reason: string; active: boolean
  categories: string[]; divisions: string[]; premises: string[]; sources: string[]
  hours: [string, string]; days: [string, string]; working: '' | 'during' | 'outside'
  to: 'kind' | 'unit' | 'same'; kind: string; level: string; unit: string; same: number | null; assist: string[]
}

export function draftOf(rule: Rule | null): Draft {
  const { when, target } = rule ?? { when: {}, target: {} as Rule['target'] }
  return {
    name: rule?.name ?? '', reason: rule?.reason ?? '', active: rule?.active ?? true,
    categories: [...(when.categories ?? [])], divisions: [...(when.divisions ?? [])], premises: [...(when.premises ?? [])], sources: [...(when.sources ?? [])],
    hours: [...(when.hours ?? ['', ''])] as [string, string], days: [...(when.days ?? ['', ''])] as [string, string], working: when.working ?? '',
    to: target.same_as ? 'same' : target.unit ? 'unit' : 'kind', kind: target.kind ?? '', level: target.level ?? 'district', unit: target.unit ?? '', same: target.same_as ?? null, assist: [...(target.assist ?? [])],
  }
}

/** The body of the rule: empty conditions are left out. */
export function bodyOf(draft: Draft): Record<string, Json> {
  const when: Record<string, Json> = {}
  for (const key of ['categories', 'divisions', 'premises', 'sources'] as const) if (draft[key].length > 0) when[key] = draft[key]
  for (const key of ['hours', 'days'] as const) if (draft[key][0] && draft[key][1]) when[key] = draft[key].map((one) => one.trim())
  if (draft.working) when.working = draft.working
  const assist = draft.assist
  const target: Record<string, Json> = draft.to === 'same' ? { same_as: draft.same } : draft.to === 'unit' ? { unit: draft.unit.trim(), assist } : { kind: draft.kind, level: draft.level, assist }
  return { name: draft.name.trim(), reason: draft.reason.trim(), active: draft.active, when, target }
}

/** A rule as it is, but on or off. */
export function switched(rule: Rule): Record<string, Json> {
  return { ...bodyOf(draftOf(rule)), active: !rule.active }
}

export function isWhole(draft: Draft): boolean {
  const led = draft.to === 'same' ? draft.same !== null : draft.to === 'unit' ? draft.unit.trim() !== '' : draft.kind !== ''
  return draft.name.trim() !== '' && draft.reason.trim() !== '' && led
}

/** `ids` with the one at `from` moved to `to`. */
export function moved(ids: readonly number[], from: number, to: number): number[] {
  const rest = ids.filter((_, at) => at !== from)
  rest.splice(Math.min(Math.max(to, 0), rest.length), 0, ids[from]!)
  return rest
}
