// What the public display makes of its answers. No DOM, no Vue.
import type { Row } from './types'

const LAST_MOMENT_MS = 1000

/** A display ends at midnight; people say the last day on which it is still there. */
export const lastDay = (until: string): Date => new Date(Date.parse(until) - LAST_MOMENT_MS)

/** Thousandths with all their digits: what is printed is what was compared. */
export const points = (thousandths: number): string => (thousandths / 1000).toFixed(3)

/** Ranked rows first, as they come; where the others begin, or -1 when all or none have a rank. */
export function firstUnranked(rows: readonly Row[]): number {
  const at = rows.findIndex((row) => row.rank === null)
  return at > 0 ? at : -1
}

/** SHA-256 as lower-case hex; null where the browser has none (a page that did not come over HTTPS). */
export async function sha256(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The hash that the public file and the rest's hash give together, as the ledger's rule says. */
export async function wholeHash(file: ArrayBuffer, rest: string): Promise<string | null> {
  const part = await sha256(file)
  return part === null ? null : sha256(new TextEncoder().encode(`${part}\n${rest}`))
}
