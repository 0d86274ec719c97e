// A round as /patrols/next answers it: sources with their reasons, what was seen there, texts to hand over.
import type { Named, Place as Codes } from '@shared/types'

export type Risk = 'high' | 'medium' | 'low'
export type WhyCode = 'high_risk' | 'complaint' | 'overdue' | 'never' | 'due' | 'on_the_way'

export interface BriefVisit { id: number; kind: string; kind_name: string; who: string; done_at: string; first_advice: boolean; case_id: number | null }
export interface Matter { id: number; number: string; category: Named; state_name: string; reported_at: string; distance_m: number }

export interface PatrolPlace extends Codes {
  id: number; code: string; name: string
  kind: string; kind_name: string; kind_name_en: string
  risk: Risk; risk_name: string
  operator: string; address: string
  lon: number; lat: number
  premises: string | null; categories: string[]
  seen_at: string | null; due_on: string; every_days: number; every_set_by: Named | null
  covered: boolean; late: boolean; simulated: boolean; may_visit: boolean
  rank: number | null; tier: number | null
  why: { code: WhyCode; name: string }[]
  visits: BriefVisit[]; cases: Matter[]
}

export interface NoticeText { code: string; title: string; title_en: string; kinds: string[]; points: string[]; body: string }
export interface Choice { code: string; name: string; name_en: string }

export interface PatrolPack {
  places: PatrolPlace[]
  coverage: { n: number; seen: number; definition: string; as_of: string }
  /** What the grid is looked at for again and again (定任务), and the emergency for which rounds stand still. */
  tasks?: { id: number; division: Named; item: string; times: number; period: 'day' | 'week' | 'month' }[]
  stopped?: string | null
  kinds: (Choice & { premises: string | null; categories: string[] })[]
  risks: Choice[]
  premises: Choice[]
  notices: NoticeText[]
  as_of: string
}
