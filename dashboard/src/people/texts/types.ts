// Handbook, duty list and rewards in their editions as the server tells them.
import type { Named } from '@shared/types'

export type Kind = 'handbook' | 'duties' | 'rewards'
export type Source = 'city' | 'district'
export interface About { version: number; published_at: string; title?: string; simulated?: boolean }
interface Head { division: Named; city: About | null; district: About | null }

export interface HandbookEntry { category: Named; source: Source; look: string; photograph: string; note: string; in_charge: string; limits: string; law: string }
export interface Handbook extends Head { entries: HandbookEntry[] }
export interface Duty { code: string; item: string; basis: string; part: 'lead' | 'assist'; scope: 'in' | 'out'; source: Source }
export interface DutyList extends Head { items: Duty[] }

export interface EntryText { category: string; look: string; photograph: string; note: string }
export type DutyText = Omit<Duty, 'source'>
export interface RuleText { code: string; kind: 'reward' | 'penalty' | 'bound'; text: string }
export interface EditionBody { entries?: EntryText[]; items?: DutyText[]; rules?: RuleText[] }

export interface Edition {
  id: number; kind: Kind; kind_name: string; division: Named; version: number; state: 'draft' | 'published'; state_name: string
  title: string; simulated: boolean; in_force: boolean; created_at: string; published_at: string | null; may_edit: boolean
}
export interface EditionText extends Edition { body: EditionBody }
export interface Editions { items: Edition[]; may_write: boolean; as_of: string }
