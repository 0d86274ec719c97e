// The table of results as a file that spreadsheets open: UTF-8 with a mark, cells that cannot become formulas.
import type { ResultRow } from './types'

export function cell(value: string | number): string {
  const text = String(value)
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function toCsv(headings: readonly string[], rows: readonly ResultRow[], few: string): string {
  const lines = rows.map((row) => [row.unit?.code ?? '', row.unit?.name ?? '', row.n, row.part, row.whole, row.rate ?? few].map(cell).join(','))
  return `﻿${[headings.map(cell).join(','), ...lines].join('\r\n')}\r\n`
}

export function save(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
