// Sums, order and file of the burden page. No DOM.
import type { Burden, Figure, TownRow } from './types'

/** The measure over all these towns. */
export function sum(rows: readonly TownRow[], code: string): Figure {
  return rows.reduce((total, row) => ({ value: total.value + (row.values[code]?.value ?? 0), before: total.before + (row.values[code]?.before ?? 0) }), { value: 0, before: 0 })
}

/** Towns with the most asked first; towns of the same figure by their code. */
export function ordered(rows: readonly TownRow[], code: string): TownRow[] {
  return [...rows].sort((a, b) => (b.values[code]?.value ?? 0) - (a.values[code]?.value ?? 0) || a.town.code.localeCompare(b.town.code))
}

/** The share of the largest, in percent, for a bar. */
export function share(value: number, most: number): number {
  return most > 0 ? Math.round((value / most) * 100) : 0
}

/** 2026-11 and the months before it, newest first. */
export function months(last: string, count: number): string[] {
  const [year, month] = last.split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, back) => {
    const at = year * 12 + (month - 1) - back
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}

const cell = (text: string | number) => {
  const plain = /^[=+\-@\t]/.test(String(text)) && typeof text === 'string' ? `'${text}` : String(text)
  return /[",\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** The whole table as CSV that spreadsheets open with Chinese intact. */
export function sheet(page: Burden, heads: { district: string; town: string; cases: string }): string {
  const top = [heads.district, heads.town, heads.cases, ...page.measures.map((one) => `${one.name}（${one.unit}）`)]
  const rows = page.items.map((row) => [row.district?.name ?? '', row.town.name, row.cases, ...page.measures.map((one) => row.values[one.code]?.value ?? 0)])
  return '\uFEFF' + [top, ...rows].map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n'
}
