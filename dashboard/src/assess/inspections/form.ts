// A form being filled in on site: what each answer is worth, what is still missing, what is sent. Pure.
import type { Item } from './types'

export const NOT_APPLICABLE = 'na'
export interface Filled { value: string; note: string }
export type Answers = Record<string, Filled>
export type Verdict = 'open' | 'right' | 'finding' | 'none'

const NUMBER = /^-?\d{1,9}(\.\d{1,3})?$/

/** How an answer stands: not given yet, right, a finding, or not applicable. The server judges; this shows it at once. */
export function verdict(item: Item, value: string): Verdict {
  if (value === '') return 'open'
  if (value === NOT_APPLICABLE) return 'none'
  if (item.kind === 'yes_no') return value === item.good ? 'right' : 'finding'
  if (item.kind === 'choice') return item.choices.find((one) => one.code === value)?.finding ? 'finding' : 'right'
  if (!NUMBER.test(value)) return 'open'
  const measured = Number(value)
  const low = item.at_least !== null && measured < Number(item.at_least)
  const high = item.at_most !== null && measured > Number(item.at_most)
  return low || high ? 'finding' : 'right'
}

/** Whether the answer is not complete without a picture. */
export function wantsPhoto(item: Item, value: string): boolean {
  const stands = verdict(item, value)
  if (stands === 'open' || stands === 'none') return false
  return item.photo === 'always' || (item.photo === 'finding' && stands === 'finding')
}

/** Codes of the items that stand in the way of sending, in the order of the form. */
export function missing(form: readonly Item[], answers: Answers, pictures: Readonly<Record<string, number>>): string[] {
  return form.filter((item) => {
    const value = answers[item.code]?.value ?? ''
    return verdict(item, value) === 'open' || (wantsPhoto(item, value) && !pictures[item.code])
  }).map((item) => item.code)
}

/** The bounds of a number in words: `≤ 90 天`. */
export function bounds(item: Item): string {
  const parts = [item.at_least !== null ? `≥ ${item.at_least}` : '', item.at_most !== null ? `≤ ${item.at_most}` : ''].filter(Boolean)
  return parts.length > 0 ? `${parts.join('，')}${item.unit ? ` ${item.unit}` : ''}` : item.unit
}

/** Points over points as per cent with one decimal, half up; null over nothing. */
export function rate(part: number, whole: number): string | null {
  if (whole === 0) return null
  const tenths = Math.floor((2000 * part + whole) / (2 * whole))
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}

/** A code for a new item or choice that none of `taken` has. */
export function freshCode(start: string, taken: readonly string[]): string {
  for (let n = taken.length + 1; ; n += 1) if (!taken.includes(`${start}${n}`)) return `${start}${n}`
}

/** Metres between two points, good enough to put a list in order. */
export function metres(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const x = (b.lon - a.lon) * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180))
  return Math.hypot(x, b.lat - a.lat) * 111_195
}
