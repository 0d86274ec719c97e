// What the system asked of towns, as /api/v1/burden answers.
import type { Named } from '@shared/types'

export interface Measure { code: string; name: string; definition: string; unit: string }
export interface Figure { value: number; before: number }
export interface TownRow { town: Named; district: Named | null; cases: number; values: Record<string, Figure> }
export interface Burden { month: string; as_of: string; running: boolean; measures: Measure[]; items: TownRow[] }
export interface BurdenItem { title: string; detail: string; count: number; link: string | null; at: string | null }
export interface BurdenItems { measure: Measure; town: Named; month: string; total: number; items: BurdenItem[]; as_of: string }
