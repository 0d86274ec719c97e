// Which of the waiting things is sent next. No DOM, no clock of its own.
import type { OutboxItem } from '../types'

export interface Queued extends OutboxItem { n: number; notBefore: number }

const inOrder = (items: readonly Queued[]) => [...items].sort((a, b) => a.n - b.n)

/** Not yet with the server: waiting, on its way, or refused and not mended. */
export function isUnsent(item: Pick<OutboxItem, 'state'>): boolean {
  return item.state !== 'sent'
}

/** The earlier thing of the same case that stands in the way; of one case everything goes strictly in order. */
export function blockedBy<Item extends Queued>(item: Item, items: readonly Item[]): Item | null {
  if (item.caseId === undefined) return null
  return inOrder(items).find((other) => other.n < item.n && other.caseId === item.caseId && isUnsent(other)) as Item | undefined ?? null
}

/** The first thing of this person that may go out now; the others of another person stay apart. */
export function nextToSend<Item extends Queued>(items: readonly Item[], personId: number, now: number): Item | null {
  const open = inOrder(items).filter((item) => item.personId === personId && (item.state === 'waiting' || item.state === 'sending'))
  // One at a time, in order: while the first waits for its pause, nothing overtakes it.
  const first = open.find((item) => blockedBy(item, items) === null) as Item | undefined
  return first && first.notBefore <= now ? first : null
}

/** When to look again: the pause of the first thing in the row; null when nothing waits. */
export function nextLook(items: readonly Queued[], personId: number): number | null {
  const open = inOrder(items).filter((item) => item.personId === personId && isUnsent(item) && item.state !== 'refused')
  return open.find((item) => blockedBy(item, items) === null)?.notBefore ?? null
}

const FIRST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 120_000

/** After a try without an answer: twice as long each time, never longer than two minutes. */
export function pauseAfter(tries: number, retryAfterSeconds = 0): number {
  return Math.max(retryAfterSeconds * 1000, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, tries - 1)))
}

/**
 * A step of the same case that was written down before its predecessor was sent saw the predecessor's version;
 * the predecessor's answer says the next one. Only for what has never been tried: a repetition stays as it was.
 */
export function carriedOn<Item extends Queued>(items: readonly Item[], sent: Item, version: number): Item[] {
  return items.filter((item) => item.caseId === sent.caseId && item.n > sent.n && item.state === 'waiting' && item.tries === 0
    && item.version !== undefined && item.version === sent.version).map((item) => ({ ...item, version }))
}
