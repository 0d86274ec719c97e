// A table as a CSV file that spreadsheets of any language open rightly. No DOM.
export type Cell = string | number | null

// A cell that begins like a formula is text for us and must stay text there.
const FORMULA = /^[=+\-@\t\r]/

function cell(value: Cell): string {
  if (value === null) return ''
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** With a byte order mark, so that Excel reads UTF-8. */
export function toCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** A file name without what file systems refuse. */
export function fileName(title: string, ending: string): string {
  return `${title.replace(/[\\/:*?"<>|\s]+/g, '-').replace(/^-|-$/g, '')}.${ending}`
}
