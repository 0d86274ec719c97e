// The register of sources, the plan and the coverage as the page reads them.
import type { Named, Place } from '@shared/types'

export type Risk = 'high' | 'medium' | 'low'
export interface Choice { code: string; name: string; name_en: string }

export interface Source extends Place {
  id: number; code: string; name: string
  kind: string; kind_name: string; kind_name_en: string
  risk: Risk; risk_name: string
  operator: string; address: string; external_id: string | null
  lon: number; lat: number
  active_from: string; active_to: string | null
  seen_at: string | null; due_on: string; every_days: number; every_set_by: Named | null
  covered: boolean; late: boolean; simulated: boolean; may_edit: boolean
}
export interface SourcePage { items: Source[]; may_add: boolean; next: string | null; as_of: string }

export interface Visit {
  id: number; kind: string; kind_name: string; who: string; done_at: string; late_minutes: number; clock_skewed: boolean
  case_id: number | null; first_advice: boolean
  notice: { code: string; title: string; text: string } | null
  told: string; words: string; simulated: boolean
}
export interface SourceCard extends Source {
  visits: Visit[]
  cases: { id: number; number: string; category: Named; state_name: string; reported_at: string; distance_m: number }[]
}

export interface Coverage {
  division: Named; n: number; seen: number; definition: string; as_of: string
  items: { division: Named; n: number; seen: number }[]
}
export interface PlanItem { kind: string; kind_name: string; kind_name_en: string; risk: Risk; days: number; set_by: Named | null; own: boolean }
export interface Plan { division: Named; items: PlanItem[]; note: string; may_edit: boolean; as_of: string }
export interface Kinds { kinds: Choice[]; risks: Choice[] }
