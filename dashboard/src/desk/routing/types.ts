// Answers of routing as the pages read them.
import type { Named } from '@shared/types'
import type { CaseFile } from '../caseFile'

export interface Tried { rule: number; name: string; outcome: 'holds' | 'skipped' | 'off' | 'broken'; why: string }
export interface Chain {
  lead: Named | null; assist: Named[]; rule: string; reason: string
  rule_id: number | null; rule_name: string; desk: string | null; skipped: number; tried: Tried[]
}
export interface Parties {
  place: Named | null; industry: Named | null
  others: { id: number; party: 'enterprise' | 'person'; party_name: string; name: string | null; at: string }[]
  may_edit: boolean; premises: Named | null; choices: Named[]; may_set_premises: boolean
}
export interface Ruling {
  id: number; case: { id: number; number: string; readable: boolean }; category: Named; place: string; premises: string | null
  units: Named[]; decided: Named | null; responsible: string | null; reason: string; on: string; like: string[]
}
/** Fields of an answered case that say where it belongs. */
export interface Belonging {
  border: { town: Named; may_rule: boolean } | null
  source_place: { district: Named; town: Named | null; lon: number; lat: number; elsewhere: boolean } | null
  may_set_source: boolean
  premises: string | null
}
export type Belongs = CaseFile & Partial<Belonging>
