// What the tab has to reckon: how far a team has gathered, what a later due time means. Pure.
import type { Locale } from '@shared/i18n'
import { due, length, millis, moment, type Told } from '@shared/time'
import type { Called, Team } from './types'

const MINUTE = 60_000
export const TEAM_ROLES = ['area_cadre', 'police_officer', 'environment_supervisor', 'waste_guide', 'community_worker', 'volunteer']

/** The district that a code lies in; the city stays the city. */
export function districtOf(code: string): string {
  return code.slice(0, 6)
}

/** Everybody called stands there and no seat is empty. */
export function isComplete(team: Team): boolean {
  return team.empty === 0 && team.arrived >= team.called
}

/** Teams that need somebody's attention first: most people missing, then empty seats, then by code. */
export function bySilence(teams: readonly Team[]): Team[] {
  const missing = (team: Team) => team.called - team.arrived
  return [...teams].sort((a, b) => missing(b) - missing(a) || b.empty - a.empty || a.community.code.localeCompare(b.community.code))
}

export type Standing = 'empty' | 'called' | 'received' | 'arrived'

export function standingOf(row: Pick<Called, 'person' | 'received_at' | 'arrived_at'>): Standing {
  if (!row.person) return 'empty'
  if (row.arrived_at) return 'arrived'
  return row.received_at ? 'received' : 'called'
}

/** The planned end in words: a moment to come, or by how much it is overdue. */
export function plannedEnd(planned: string, locale: Locale, now: number): Told {
  return due(planned, null, locale, now)
}

/** How much later a clock ends than before, '' when it ends as before; null while it still stands still. */
export function putOffBy(before: string, after: string | null, locale: Locale): string | null {
  if (after === null) return null
  const more = millis(after) - millis(before)
  return more < MINUTE ? '' : length(more, locale)
}

export function when(at: string | null, locale: Locale, now: number): string {
  return at === null ? '' : moment(at, locale, now)
}
