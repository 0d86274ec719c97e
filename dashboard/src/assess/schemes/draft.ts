// A scheme while it is read or edited: its five tables, their sums, what differs from another version. No DOM.
import type { BodyLine, LevelCode, LineWords, Scheme, SchemeBody } from './types'

export type Section = 'member' | 'grid' | 'town' | 'district' | 'department'
export const SECTIONS: readonly Section[] = ['member', 'grid', 'town', 'district', 'department']
export const FULL = 100
export const GRIDS_MEAN = 'grids_mean'
export const MEANS: readonly string[] = [GRIDS_MEAN, 'members_mean']
/** Below three members each could work out another's score from the mean and their own. */
const LEAST_OF_MEAN: Readonly<Record<string, number>> = { members_mean: 3 }
const UNIT: readonly Section[] = ['town', 'district', 'department']

const isUnit = (section: Section) => UNIT.includes(section)
const cardOf = (section: Section): keyof SchemeBody['cards'] => (section === 'member' ? 'member' : section === 'grid' ? 'grid' : 'unit')

/** The least n that a line may ask for. */
export const leastOf = (code: string): number => LEAST_OF_MEAN[code] ?? 1

/** A copy to be edited, in which every line of the third card is of one level and no line asks for less than it may today. */
export function editable(body: SchemeBody): SchemeBody {
  const copy = JSON.parse(JSON.stringify(body)) as SchemeBody
  for (const line of copy.cards.grid) line.minimum = Math.max(line.minimum, leastOf(line.code))
  copy.cards.unit = UNIT.flatMap((section) => copy.cards.unit
    .filter((line) => line.levels.length === 0 || line.levels.includes(section))
    .map((line) => ({ ...line, levels: [section as LevelCode] })))
  return copy
}

export function linesOf(body: SchemeBody, section: Section): BodyLine[] {
  const lines = body.cards[cardOf(section)]
  return isUnit(section) ? lines.filter((line) => line.levels.length === 0 || line.levels.includes(section)) : lines
}

export const sumOf = (lines: readonly BodyLine[]): number => lines.reduce((sum, line) => sum + (Number.isFinite(line.weight) ? line.weight : 0), 0)

/** The weight of the grids' mean: 基层网格板块. */
export const grassroots = (body: SchemeBody, section: Section): number => sumOf(linesOf(body, section).filter((line) => line.code === GRIDS_MEAN))

export interface CardFault { section: Section; kind: 'sum' | 'grassroots' | 'minimum' | 'ends'; value: number; code?: string }

/** What stands in the way of saving, table by table; empty when nothing does. */
export function faults(body: SchemeBody): CardFault[] {
  return SECTIONS.flatMap((section) => {
    const found: CardFault[] = []
    const sum = sumOf(linesOf(body, section))
    if (sum !== FULL) found.push({ section, kind: 'sum', value: sum })
    if ((section === 'town' || section === 'district') && grassroots(body, section) < body.grassroots_minimum) found.push({ section, kind: 'grassroots', value: grassroots(body, section) })
    for (const line of linesOf(body, section)) {
      if (!Number.isInteger(line.minimum) || line.minimum < leastOf(line.code)) found.push({ section, kind: 'minimum', value: leastOf(line.code), code: line.code })
      if (!isShare(line.full) || !isShare(line.none) || Number(line.full) === Number(line.none)) found.push({ section, kind: 'ends', value: 0, code: line.code })
    }
    return found
  })
}

const isShare = (text: string) => /^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) <= FULL

export function addLine(body: SchemeBody, section: Section, line: LineWords): void {
  const targets = line.better === 'high' ? { full: '95', none: '60' } : { full: '0', none: '20' }
  body.cards[cardOf(section)].push({ code: line.code, weight: 1, minimum: 5, levels: isUnit(section) ? [section as LevelCode] : [], ...(MEANS.includes(line.code) ? { full: '100', none: '0', minimum: leastOf(line.code) } : targets) })
}

export function dropLine(body: SchemeBody, section: Section, line: BodyLine): void {
  const card = cardOf(section)
  body.cards[card] = body.cards[card].filter((one) => one !== line)
}

/** Give the difference to 100 to the other lines in proportion, so that one slider is enough; whole numbers, none below 1. */
export function balance(lines: readonly BodyLine[], fixed: BodyLine): void {
  const others = lines.filter((line) => line !== fixed)
  const held = sumOf(others)
  const wanted = FULL - fixed.weight
  if (others.length === 0 || held === 0 || wanted < others.length) return
  const exact = others.map((line) => Math.max(1, line.weight * wanted / held))
  others.forEach((line, n) => { line.weight = Math.floor(exact[n]!) })
  const order = others.map((_, n) => n).sort((a, b) => (exact[b]! % 1) - (exact[a]! % 1) || a - b)
  let rest = wanted - sumOf(others)
  for (let n = 0; rest !== 0 && n < 1000; n += 1) {
    const line = others[order[n % order.length]!]!
    if (rest > 0) { line.weight += 1; rest -= 1 } else if (line.weight > 1) { line.weight -= 1; rest += 1 }
  }
}

export interface Change { section: Section; code: string; before: BodyLine | null; after: BodyLine | null }

/** Lines that differ between two versions, table by table. */
export function changes(before: SchemeBody, after: SchemeBody): Change[] {
  return SECTIONS.flatMap((section) => {
    const old = linesOf(before, section)
    const fresh = linesOf(after, section)
    const same = (a: BodyLine, b: BodyLine) => a.weight === b.weight && a.full === b.full && a.none === b.none && a.minimum === b.minimum
    const codes = [...new Set([...old, ...fresh].map((line) => line.code))]
    return codes.flatMap((code) => {
      const [a, b] = [old.find((line) => line.code === code) ?? null, fresh.find((line) => line.code === code) ?? null]
      return a && b && same(a, b) ? [] : [{ section, code, before: a, after: b }]
    })
  })
}

/** Names and formulas of all lines by their codes. */
export function wordsOf(scheme: Scheme): Record<string, LineWords> {
  return Object.fromEntries(scheme.choices.flatMap((choice) => choice.lines).map((line) => [line.code, line]))
}

/** What may still be added to a table. */
export function addable(scheme: Scheme, body: SchemeBody, section: Section): LineWords[] {
  const held = new Set(linesOf(body, section).map((line) => line.code))
  const levels: LevelCode[] = section === 'grid' ? ['grid', 'community'] : [section]
  const lists = levels.map((level) => scheme.choices.find((choice) => choice.level === level)?.lines ?? [])
  return (lists[0] ?? []).filter((line) => !held.has(line.code) && lists.every((list) => list.some((one) => one.code === line.code)))
}

/** Tomorrow, the first day from which a scheme may hold. */
export function tomorrow(today: Date): string {
  const day = new Date(today.getTime() + 32 * 3_600_000) // Asia/Shanghai is eight hours ahead, and one day more
  return day.toISOString().slice(0, 10)
}

/** The first day of the month that follows a day. */
export function nextMonth(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}
