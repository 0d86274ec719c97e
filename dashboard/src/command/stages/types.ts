// On-time rates of stages as the server answers them.
import type { Named } from '@shared/types'

export interface StageFigure {
  n: number; kept: number; late: number; percent: number | null; kept_first: number; percent_first: number | null
  extended: number; on_hold: number; exempt: number; link: string; link_late: string
}
export interface StageFigures {
  as_of: string; scope: Named | null; first: string; last: string; by: string; definition: string
  whole: StageFigure; items: (StageFigure & Named)[]; beside: Record<'kept_first' | 'extended' | 'on_hold' | 'exempt', string>
}
export interface StageRow { case_id: number; number: string; run: number; stage: string; stage_name: string; unit: string; due_at: string; ended_at: string | null; late: boolean }
export interface StagePage { items: StageRow[]; next: string | null }

/** Below this many a rate says nothing. */
export const FEW = 10
export const DAYS = 30
export const rate = (percent: number | null) => (percent === null ? '–' : `${percent}%`)
