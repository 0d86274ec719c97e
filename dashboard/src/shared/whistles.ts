// Whistles as the server tells them, for desk and board.
import type { Named } from './types'

export type CallState = 'called' | 'taken' | 'arrived' | 'reported' | 'declined' | 'passed' | 'withdrawn'
export interface Done { at: string; by: string; late: boolean }
export interface WhistleNote { kind: string; text: string; by: string; unit: string; at: string }
export type Topic = 'decline' | 'rating' | 'judgement'
export interface WhistleCall {
  id: number; part: 'town' | 'lead' | 'assist'; part_name: string; unit: Named; state: CallState; state_name: string
  due_at: string | null; due_for: 'answer' | 'arrive' | 'report' | null; late: boolean
  answer_by: string; arrive_by: string | null; report_by: string
  answered: Done | null; arrived: Done | null; reported: Done | null
  result: string | null; result_name: string; decline_code: string | null; decline_name: string; reminders: number
  rating: { attendance: number | null; attitude: number; outcome: number } | null
  judgement: 'reasonable' | 'unreasonable' | null; contests: Record<Topic, 'open' | 'upheld' | 'overturned' | null>
  notes: WhistleNote[]; sides: string[]; can: string[]
}
export interface Whistle {
  id: number; parent_id: number | null; to_town: boolean; kind: 'emergency' | 'enforcement' | 'key_work'; kind_name: string
  state: 'open' | 'done' | 'withdrawn'; state_name: string; text: string; called_at: string; ended_at: string | null
  case: { id: number; number: string; state: string; state_name: string; version: number; category: Named; district: Named; town: Named | null; street_grid: Named | null }
  caller: { unit: Named; role_name: string; person: { id: number; name: string } }
  late: boolean; calls: WhistleCall[]; may_call: boolean
}
export interface WhistlePage { items: Whistle[]; next: string | null; as_of: string }
export interface WhistleFigure {
  code: string; name: string; definition: string; kept: number; n: number; percent: number | null; link: string
  band: { low: number; high: number } | null; note: string
}
export interface WhistleFigures { as_of: string; first: string; last: string; scope: Named; whistles: number; figures: WhistleFigure[] }
export interface WhistleRules {
  kinds: { code: string; name: string; name_en: string; hint: string; answer: string; arrive: string | null; report: string }[]
  declines: { code: string; name: string; name_en: string }[]
}

/** Calls that still run, the one that is due first in front. */
export function running(whistle: Whistle): WhistleCall[] {
  return whistle.calls.filter((call) => call.due_at !== null).sort((a, b) => (a.due_at ?? '').localeCompare(b.due_at ?? ''))
}

/** Open whistles, the one whose next clock ends first in front; done ones behind, the newest first. */
export function byUrgency(items: readonly Whistle[]): Whistle[] {
  const due = (whistle: Whistle) => running(whistle)[0]?.due_at ?? '9'
  return [...items].sort((a, b) => due(a).localeCompare(due(b)) || b.called_at.localeCompare(a.called_at))
}
