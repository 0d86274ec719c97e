// What can be worked out from a score on the page: where spread weight came from, the written sum, widths of bars. No DOM.
import type { Assessment, FormulaWords, Level, Line, PeriodKind } from './types'

/** The score that is open: by its id, or an owner's of the running period, computed at this moment. */
export type Way = { id: number } | { level: Level; owner: string; kind: PeriodKind }

const LEVELS: readonly string[] = ['member', 'grid', 'community', 'town', 'district', 'department']

/** `member:12` or `department:350211-CG` from the address; null when it names nobody. */
export function readOwner(text: string | undefined): { level: Level; owner: string } | null {
  const at = (text ?? '').indexOf(':')
  const level = (text ?? '').slice(0, at)
  const owner = (text ?? '').slice(at + 1)
  return LEVELS.includes(level) && /^[0-9A-Za-z-]{1,30}$/.test(owner) ? { level: level as Level, owner } : null
}

/** Address of a score and, with `tail`, of what lies behind it. */
export function pathOf(way: Way, tail = ''): string {
  return 'id' in way ? `/assessments/${way.id}${tail}` : `/assessments/live${tail}`
}

export function queryOf(way: Way): Record<string, string> {
  return 'id' in way ? {} : { level: way.level, owner: way.owner, kind: way.kind }
}

/** A draft whose period runs today is counted anew whenever it is looked at. */
export function isRunning(assessment: Assessment, today: string): boolean {
  return assessment.state === 'draft' && assessment.first <= today && today <= assessment.last
}

/** Lines that could not be counted, whose weight the others carry. */
export function shortLines(lines: readonly Line[]): Line[] {
  return lines.filter((line) => line.state === 'few')
}

/** How much of the weight came from lines short of facts; null when none did. */
export function spread(line: Line): string | null {
  const more = Math.round((Number(line.used) - line.weight) * 100) / 100
  return line.state !== 'few' && more > 0 ? String(more) : null
}

/** Percent of the weight that was earned, for the width of a bar. */
export function earned(line: Line): number {
  return line.state === 'few' ? 0 : Math.max(0, Math.min(100, Number(line.share ?? 0)))
}

/** Whether a low rate is the good one: the end of nothing lies above the end of everything. */
export function wantsLow(line: Pick<Line, 'full' | 'none'>): boolean {
  return line.full !== null && line.none !== null && Number(line.full) < Number(line.none)
}

/** Where the rate lies between its two ends: below (or beyond) one of them there is nothing to divide. */
export function standing(line: Line): 'full' | 'none' | 'between' | 'unknown' {
  if (line.rate === null || line.full === null || line.none === null) return 'unknown'
  if (Number(line.share) >= 100) return 'full'
  return Number(line.share) <= 0 ? 'none' : 'between'
}

/** 2026年10月; in English its code, 2026-10, with the days when a scheme cut it in two, as the name then says too. */
export function periodName(one: Pick<Assessment, 'name' | 'period' | 'first' | 'last'>, locale: string): string {
  if (locale !== 'en') return one.name
  return one.name.includes('（') ? `${one.period} (${one.first} – ${one.last})` : one.period
}

/** The tests that run, in the person's language. */
export function formulaIn(line: Pick<Line, 'formula'>, locale: string): FormulaWords {
  const given: FormulaWords = line.formula ?? { numerator: '', denominator: '', leaves_out: [] }
  return (locale === 'en' ? line.formula?.english : undefined) ?? given
}
