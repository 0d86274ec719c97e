// The routing rules as the page reads and writes them.
import type { Named } from '@shared/types'
import type { Chain } from '../../desk/routing/types'

export interface When {
  categories?: string[]; divisions?: string[]; premises?: string[]; sources?: string[]
  hours?: [string, string] | null; days?: [string, string] | null; working?: 'during' | 'outside' | null
}
export interface Target { kind?: string; level?: string; unit?: string; same_as?: number; assist?: string[]; same_as_name?: string | null }
export interface Rule {
  id: number; position: number; name: string; active: boolean; when: When; target: Target; reason: string
  divisions: Named[]; unit: Named | null; broken: string | null; changed_at: string; changed_by: string | null
}
export interface Kind { code: string; name: string; name_en: string; levels: string[] }
export interface Sheet { items: Rule[]; may_edit: boolean; premises: (Named & { name_en: string })[]; kinds: Kind[] }
export interface Answer extends Chain { duty_place: Named | null; duty_unit: Named | null; border_town: Named | null; place: Record<string, Named | null> }
