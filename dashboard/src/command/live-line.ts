// What the live line's events do to the board: the case of each event is read at once and takes its place.
import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { ApiProblem, get } from '@shared/api'
import { openLive, type Live, type LiveState } from '@shared/live'
import { hearWhistles } from '@shared/heardWhistles'
import { hearNotices } from '@shared/notices'
import type { CaseDetail, CaseItem, LiveEvent } from '@shared/types'
import { asItem } from './case-words'

const AT_ONCE = 4
// Beyond this many waiting cases it is cheaper to read the lists again.
const BURST = 40

export interface LiveParts {
  division: Ref<string>
  /** Whether an event matters to what is on the screen. */
  wanted: (event: LiveEvent) => boolean
  onCase: (item: CaseItem, fresh: boolean) => void
  onGone: (id: number) => void
  onFigures: () => void
  onLists: () => void
}
export interface LiveLine { state: Ref<LiveState>; heardAt: Ref<number> }

/** Name of the event that a new case begins with. */
const REPORTED = 'case.reported'

/** Keep the line open for `parts.division`; it reconnects and catches up by itself. */
export function useLiveLine(parts: LiveParts): LiveLine {
  const state = ref<LiveState>('connecting')
  const heardAt = ref(0)
  const waiting = new Map<number, boolean>()
  let busy = 0
  let line: Live | null = null
  let settled = false

  async function readNext(): Promise<void> {
    const first = waiting.entries().next()
    if (first.done || busy >= AT_ONCE) return
    const [id, fresh] = first.value
    waiting.delete(id)
    busy += 1
    try {
      parts.onCase(asItem(await get<CaseDetail>(`/cases/${id}`)), fresh)
    } catch (error) {
      // Handed to another district, or sealed: no longer ours to show.
      if (error instanceof ApiProblem && (error.status === 404 || error.status === 403)) parts.onGone(id)
      else parts.onLists()
    } finally {
      busy -= 1
      void readNext()
    }
  }

  function hear(events: LiveEvent[]): void {
    heardAt.value = Date.now()
    parts.onFigures()
    hearNotices(events)
    hearWhistles(events)
    for (const event of events) {
      const id = Number(event.subject.id)
      if (event.subject.kind !== 'case' || !Number.isFinite(id) || !parts.wanted(event)) continue
      waiting.set(id, (waiting.get(id) ?? false) || event.name === REPORTED)
    }
    if (waiting.size > BURST) {
      waiting.clear()
      parts.onLists()
    }
    while (busy < AT_ONCE && waiting.size > 0) void readNext()
  }

  function open(division: string): void {
    line?.close()
    settled = false
    line = openLive({
      scope: { division },
      onEvents: hear,
      onStats: parts.onFigures,
      onState: (next) => {
        state.value = next
        if (next !== 'live') return
        // After a break the stream brings what was missed; the figures are simply asked again. The first time, the lists
        // may be older than the place in the stream where the line began.
        parts.onFigures()
        if (!settled) parts.onLists()
        settled = true
      },
    })
  }

  watch(parts.division, open, { immediate: true })
  onScopeDispose(() => line?.close())
  return { state, heardAt }
}
