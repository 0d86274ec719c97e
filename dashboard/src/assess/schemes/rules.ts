// The rules of a scheme besides its cards, while they are edited: what stands in the way, what differs. No DOM.
import type { Deduction, Grade, SchemeBody } from './types'

export type RulePart = 'grades' | 'deductions' | 'numbers' | 'peers'
export const PARTS: readonly RulePart[] = ['grades', 'deductions', 'numbers', 'peers']
/** Doubts that can stand for fabrication once a person has said that they hold; the other kinds may be innocent. */
export const FABRICATION: readonly string[] = ['reused', 'similar', 'unchanged', 'cluster']
/** Parameters with their least and greatest values, as the server holds them. */
export const PARAMETERS: Readonly<Record<string, readonly [number, number]>> = { coverage_days: [7, 92], least_weight: [0, 100] }
export const LONGEST_WINDOW = 366
const DECIMAL = /^\d{1,3}(\.\d{1,2})?$/
const NAME_LENGTH = 40
const GROUP_LENGTH = 20
const FULL = 100

export interface RuleFault { part: RulePart; kind: string; value: string }
/** One rule that differs; null where a version does not have it. */
export interface RuleChange { part: RulePart; code: string; before: string | null; after: string | null }
/** How a grade and a deduction are said in the person's language. */
export interface Tell { grade: (grade: Grade, last: boolean) => string; deduction: (one: Deduction, grades: readonly Grade[]) => string }

const isDecimal = (text: string) => DECIMAL.test(text) && Number(text) <= FULL
const isWhole = (value: unknown, least: number, most: number) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most
const named = (name: string, most = NAME_LENGTH) => name.trim() !== '' && name.length <= most

function gradeFaults(grades: readonly Grade[]): RuleFault[] {
  const found = grades.filter((one) => !named(one.name)).map(() => fault('grades', 'gradeName'))
  for (const one of grades) if (!isDecimal(one.at_least)) found.push(fault('grades', 'gradePoints', one.name))
  if (grades.some((one, n) => n > 0 && Number(one.at_least) >= Number(grades[n - 1]!.at_least))) found.push(fault('grades', 'gradeOrder'))
  return found
}

function deductionFaults({ deductions, grades }: SchemeBody): RuleFault[] {
  const flags = deductions.flatMap((one) => one.flags)
  return deductions.flatMap((one) => [
    ...(named(one.name) ? [] : [fault('deductions', 'deductionName')]),
    ...(isDecimal(one.points) ? [] : [fault('deductions', 'deductionPoints', one.name)]),
    ...(one.points === '0' && one.cap === null ? [fault('deductions', 'deductionNothing', one.name)] : []),
    ...(one.cap !== null && !grades.some((grade) => grade.code === one.cap) ? [fault('deductions', 'capGone', one.name)] : []),
  ]).concat(flags.some((flag, n) => flags.indexOf(flag) !== n) ? [fault('deductions', 'flagTwice')] : [])
}

function numberFaults(body: SchemeBody): RuleFault[] {
  const found: RuleFault[] = []
  if (body.lengthen.some((days) => !isWhole(days, 1, LONGEST_WINDOW)) || body.lengthen.some((days, n) => n > 0 && days <= body.lengthen[n - 1]!)) found.push(fault('numbers', 'lengthen'))
  if (!isWhole(body.rank_minimum, 1, 10_000)) found.push(fault('numbers', 'rankMinimum'))
  if (!isWhole(body.grassroots_minimum, 0, FULL)) found.push(fault('numbers', 'grassrootsMinimum'))
  for (const [code, value] of Object.entries(body.parameters)) {
    const [least, most] = PARAMETERS[code] ?? [0, 10_000]
    if (!isWhole(value, least, most)) found.push(fault('numbers', code, `${least}–${most}`))
  }
  return found
}

function fault(part: RulePart, kind: string, value = ''): RuleFault {
  return { part, kind, value }
}

/** What stands in the way of saving, rule by rule; empty when nothing does. The server holds the same and decides. */
export function ruleFaults(body: SchemeBody): RuleFault[] {
  const peers = Object.values(body.peer_groups).some((name) => !named(name, GROUP_LENGTH)) ? [fault('peers', 'groupName')] : []
  return [...gradeFaults(body.grades), ...deductionFaults(body), ...numberFaults(body), ...peers]
}

function differing(part: RulePart, before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): RuleChange[] {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return codes.filter((code) => before[code] !== after[code]).map((code) => ({ part, code, before: before[code] ?? null, after: after[code] ?? null }))
}

const numbersOf = (body: SchemeBody): Record<string, string> => ({
  lengthen: body.lengthen.join(' / '), rank_minimum: String(body.rank_minimum), grassroots_minimum: String(body.grassroots_minimum),
  ...Object.fromEntries(Object.entries(body.parameters).map(([code, value]) => [code, String(value)])),
})

/** Rules that differ between two versions, part by part. */
export function ruleChanges(before: SchemeBody, after: SchemeBody, tell: Tell): RuleChange[] {
  const grades = (body: SchemeBody) => Object.fromEntries(body.grades.map((one, n) => [one.code, tell.grade(one, n === body.grades.length - 1)]))
  const deductions = (body: SchemeBody) => Object.fromEntries(body.deductions.map((one) => [one.code, tell.deduction(one, body.grades)]))
  return [
    ...differing('grades', grades(before), grades(after)),
    ...differing('deductions', deductions(before), deductions(after)),
    ...differing('numbers', numbersOf(before), numbersOf(after)),
    ...differing('peers', before.peer_groups, after.peer_groups),
  ]
}

/** A code that no row has yet. */
export function freeCode(rows: readonly { code: string }[], stem: string): string {
  let n = rows.length + 1
  while (rows.some((row) => row.code === `${stem}-${n}`)) n += 1
  return `${stem}-${n}`
}

/** The group of a place and the code that decides it: the longest that fits. */
export function groupOf(groups: Readonly<Record<string, string>>, code: string): { name: string; by: string } | null {
  const fitting = Object.keys(groups).filter((one) => code.startsWith(one)).sort((a, b) => b.length - a.length)[0]
  return fitting === undefined ? null : { name: groups[fitting]!, by: fitting }
}

/** The group that a place would have without a row of its own. */
export function inherited(groups: Readonly<Record<string, string>>, code: string): string | null {
  const { [code]: _own, ...others } = groups
  return groupOf(others, code)?.name ?? null
}

/** Names of all groups with how many of these places are in each, by name. */
export function membersOf(groups: Readonly<Record<string, string>>, places: readonly string[]): [name: string, n: number][] {
  const count = new Map([...new Set(Object.values(groups))].map((name) => [name, 0]))
  for (const place of places) {
    const name = groupOf(groups, place)?.name
    if (name !== undefined) count.set(name, count.get(name)! + 1)
  }
  return [...count]
}
