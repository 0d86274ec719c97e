// The place in the stream of events. Live messages are hints; only answers of /events move the cursor.
import type { EventAnswer, LiveEvent } from './types'

export interface CursorParts {
  /** GET /events?after= ; may throw. */
  ask: (after: number) => Promise<EventAnswer>
  /** Each event once, in the order in which it is learnt. */
  tell: (events: LiveEvent[]) => void
  /** Whether the last question was answered. */
  health?: (answered: boolean) => void
  wait?: (ms: number) => Promise<void>
}

const MAX_WAIT_MS = 30_000
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

export class EventCursor {
  private seen = new Set<number>()
  private goal = 0
  private asking: Promise<void> | null = null
  private stopped = false

  constructor(private after: number, private readonly parts: CursorParts) {}

  /** Everything up to this number has been asked for and answered. */
  get position(): number {
    return this.after
  }

  /** A live message: shown at once, each event once; the cursor stays. */
  hint(events: LiveEvent[]): void {
    this.deliver(events.filter((event) => event.seq > this.after))
  }

  /** The server's newest number: whoever is behind asks. */
  head(seq: number): void {
    this.goal = Math.max(this.goal, seq)
    if (this.goal > this.after) void this.catchUp()
  }

  /** Ask until the answer brings nothing further; one question at a time, with growing pauses when none is answered. */
  catchUp(): Promise<void> {
    this.asking ??= this.run().finally(() => { this.asking = null })
    return this.asking
  }

  stop(): void {
    this.stopped = true
  }

  private async run(): Promise<void> {
    let failures = 0
    while (!this.stopped) {
      const from = this.after
      try {
        this.take(await this.parts.ask(from))
        this.parts.health?.(true)
        failures = 0
        if (this.after <= from || (this.after >= this.goal && this.goal > 0)) return
      } catch {
        failures += 1
        this.parts.health?.(false)
        await (this.parts.wait ?? sleep)(Math.min(MAX_WAIT_MS, 1000 * 2 ** (failures - 1)))
      }
    }
  }

  private take(answer: EventAnswer): void {
    if (this.stopped) return
    this.deliver(answer.events)
    this.after = Math.max(this.after, answer.next_after)
    for (const seq of this.seen) if (seq <= this.after) this.seen.delete(seq)
  }

  private deliver(events: LiveEvent[]): void {
    const fresh = events.filter((event) => !this.seen.has(event.seq))
    for (const event of fresh) this.seen.add(event.seq)
    if (fresh.length > 0 && !this.stopped) this.parts.tell(fresh)
  }
}
