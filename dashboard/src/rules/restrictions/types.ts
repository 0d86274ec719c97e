import type { Named } from '@shared/types'

export interface Restriction {
  id: number; on: string; on_name: string; state: 'running' | 'lifted' | 'ended' | 'over'; ticket: string; district: Named | null; town: Named | null; unit: string
  reason: string; decided_by: string; starts_at: string; ends_at: string; ended_at: string | null; appealed_at: string | null; appeal: string
  outcome: 'upheld' | 'lifted' | null; review_text: string; reviewed_at: string | null; reviewed_by: string | null
  reports: { value: number; definition: string; link: string }; may_end: boolean; may_review: boolean
}
export interface Restrictions { items: Restriction[]; as_of: string; running: { value: number; definition: string } }
export interface OriginPart { on: 'device' | 'contact' | 'address'; name: string; known: boolean; reports: number; devices: number | null; longest_days: number; restricted: string | null }
export interface Origin { ticket: string; days: number; as_of: string; items: OriginPart[] }
