// Which districts are under emergency, for every page: asked each minute and when the live line names one.
import { onScopeDispose, readonly, ref, shallowRef, type ShallowRef } from 'vue'
import { get } from './api'
import type { LiveEvent, Named } from './types'

export interface Notice { district: Named; title: string; since: string; planned_end: string; simulated: boolean }

const KEPT = 'gridwhistle.notices'
const EVERY_MS = 60_000
const SOON_MS = 300

// What was last known stands there from the first paint, so that a reload moves nothing.
function remembered(): Notice[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? '[]') as Notice[]
  } catch {
    return []
  }
}

const notices = shallowRef<readonly Notice[]>(remembered())
const changes = ref(0)
let soon: ReturnType<typeof setTimeout> | undefined

/** Ask now; without an answer what is known stays. */
export async function askNotices(): Promise<void> {
  const answer = await get<{ items: Notice[] }>('/notices').catch(() => null)
  if (!answer) return
  notices.value = answer.items
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(answer.items))
  } catch {
    // A browser that keeps nothing only loses the first paint.
  }
}

/** Counts up when the live line told of an emergency or of somebody who heard the call or arrived. */
export const musterChanges = readonly(changes)

/** Live events of the page: what they say of emergencies is asked for at once. */
export function hearNotices(events: readonly LiveEvent[]): void {
  if (!events.some((event) => /^(emergency|muster)\./.test(event.name))) return
  clearTimeout(soon)
  soon = setTimeout(() => {
    changes.value += 1
    void askNotices()
  }, SOON_MS)
}

/** The running emergencies, kept fresh while the component lives. */
export function useNotices(): ShallowRef<readonly Notice[]> {
  void askNotices()
  const timer = setInterval(() => { if (!document.hidden) void askNotices() }, EVERY_MS)
  const seen = () => { if (!document.hidden) void askNotices() }
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', seen)
  })
  return notices
}
