// The reminder ladder as the server answers it, and as it is sent back.
import type { Named } from '@shared/types'

export type Relation = 'percent' | 'before' | 'after'
export const RELATIONS: readonly Relation[] = ['percent', 'before', 'after']
export const UNITS = ['natural_hours', 'working_hours', 'working_days', 'natural_days'] as const

export interface Rung {
  code: string; stage: string; relation: Relation; amount: number; unit: (typeof UNITS)[number] | null
  addressee: string; name: string; text: string; active: boolean
}
export interface Ladder {
  version: number; changed_at: string | null; may_edit: boolean; source: string
  stages: Named[]; addressees: Named[]; rungs: (Rung & { when: string })[]
}

/** Only what is sent: nothing that the server worked out. */
export function bareRung(rung: Rung): Rung {
  const { code, stage, relation, amount, unit, addressee, name, text, active } = rung
  return { code, stage, relation, amount, unit, addressee, name, text, active }
}

/** A new rung of a stage, with a code that none of the others has. */
export function newRung(stage: string, taken: readonly string[]): Rung {
  let number = taken.length + 1
  while (taken.includes(`${stage}-${number}`)) number += 1
  return { code: `${stage}-${number}`, stage, relation: 'percent', amount: 100, unit: null, addressee: 'unit', name: '', text: '', active: true }
}
