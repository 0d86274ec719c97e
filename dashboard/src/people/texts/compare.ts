// Two editions side by side: what was added, changed, taken away. And the search through a text. Pure.
import type { EditionBody, HandbookEntry, Kind } from './types'

export type Row = Record<string, string>
export const KEYS = { handbook: 'entries', duties: 'items', rewards: 'rules' } as const
/** The words of a row, in the order in which they are read; the first column names the row. */
export const COLUMNS: Record<Kind, { id: string; words: readonly string[] }> = {
  handbook: { id: 'category', words: ['look', 'photograph', 'note'] },
  duties: { id: 'code', words: ['item', 'basis', 'part', 'scope'] },
  rewards: { id: 'code', words: ['kind', 'text'] },
}

/** The rows of a body; a body without any is an empty text. */
export function rowsOf(kind: Kind, body: EditionBody | null): Row[] {
  return ((body?.[KEYS[kind]] ?? []) as unknown as Row[]).map((row) => ({ ...row }))
}

export function bodyOf(kind: Kind, rows: readonly Row[]): EditionBody {
  return { [KEYS[kind]]: rows.map((row) => ({ ...row })) } as EditionBody
}

export interface Change { id: string; what: 'added' | 'changed' | 'removed'; words: { column: string; before: string; after: string }[] }

/** What makes `after` another text than `before`, in the order of `after`, removed rows last. */
export function changesBetween(kind: Kind, before: readonly Row[], after: readonly Row[]): Change[] {
  const { id, words } = COLUMNS[kind]
  const old = new Map(before.map((row) => [row[id] ?? '', row]))
  const fresh = new Set(after.map((row) => row[id] ?? ''))
  const told = (a: Row | undefined, b: Row | undefined) => words
    .map((column) => ({ column, before: a?.[column] ?? '', after: b?.[column] ?? '' })).filter((one) => one.before !== one.after)
  const changes: Change[] = []
  for (const row of after) {
    const name = row[id] ?? ''
    const was = old.get(name)
    const different = told(was, row)
    if (!was) changes.push({ id: name, what: 'added', words: different })
    else if (different.length > 0) changes.push({ id: name, what: 'changed', words: different })
  }
  for (const row of before) if (!fresh.has(row[id] ?? '')) changes.push({ id: row[id] ?? '', what: 'removed', words: told(row, undefined) })
  return changes
}

/** Entries that hold every word asked for, in name, code or text. */
export function findEntries<T extends Pick<HandbookEntry, 'category' | 'look' | 'photograph' | 'note' | 'in_charge' | 'law'>>(entries: readonly T[], asked: string): T[] {
  const wanted = asked.trim().toUpperCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return [...entries]
  return entries.filter((entry) => {
    const text = [entry.category.code, entry.category.name, entry.look, entry.photograph, entry.note, entry.in_charge, entry.law].join('\n').toUpperCase()
    return wanted.every((word) => text.includes(word))
  })
}

export interface Piece { text: string; hit: boolean }

/** A text cut where the words asked for stand in it, to mark them. */
export function marked(text: string, asked: string): Piece[] {
  const words = asked.trim().split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (words.length === 0 || !text) return [{ text, hit: false }]
  const parts = text.split(new RegExp(`(${words.join('|')})`, 'gi'))
  return parts.map((part, at) => ({ text: part, hit: at % 2 === 1 })).filter((piece) => piece.text !== '')
}
