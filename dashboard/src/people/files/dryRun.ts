// What the server says about an uploaded file, made ready for the table of mistakes. No DOM.
import type { ImportAnswer, RowError } from '../types'

/** In the order of the sheet: by row, then by column; each mistake once. */
export function sortedErrors(errors: readonly RowError[]): RowError[] {
  const seen = new Set<string>()
  return [...errors]
    .filter((error) => {
      const key = JSON.stringify([error.row, error.column, error.value, error.reason])
      return !seen.has(key) && seen.add(key)
    })
    .sort((a, b) => a.row - b.row || a.column.localeCompare(b.column, 'zh-CN'))
}

/** Number of rows with at least one mistake. */
export function wrongRows(errors: readonly RowError[]): number {
  return new Set(errors.map((error) => error.row)).size
}

export type Verdict = 'wrong' | 'nothing' | 'ready' | 'applied'

/** What may be done next: correct the file, nothing at all, write it; or it is written. */
export function verdict(answer: ImportAnswer): Verdict {
  if (answer.errors.length > 0) return 'wrong'
  if (answer.applied) return 'applied'
  return answer.new + answer.changed > 0 ? 'ready' : 'nothing'
}

/** The mistakes as a file that opens in a spreadsheet; cells that begin like a formula are only words there. */
export function errorsAsCsv(errors: readonly RowError[], head: readonly string[]): string {
  const cell = (value: string | number): string => {
    const text = String(value)
    return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  }
  const rows = sortedErrors(errors).map((error) => [error.row, error.column, error.value, error.reason])
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

const MOST_BYTES = 5 * 1024 * 1024

/** Why a file is not even sent: 'kind', 'large', 'empty'; null when it may go. */
export function refusedFile(file: Pick<File, 'name' | 'size'>): 'kind' | 'large' | 'empty' | null {
  if (!/\.(csv|xlsx)$/i.test(file.name)) return 'kind'
  if (file.size === 0) return 'empty'
  return file.size > MOST_BYTES ? 'large' : null
}
