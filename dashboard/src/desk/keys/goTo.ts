// Two keys in a row: g, then where to. Read before any other key of the page, so that the second one does nothing else.
import { onMounted, onScopeDispose, ref, type Ref } from 'vue'
import { isBusyElsewhere, matchesKey } from '../shortcuts'

/** Second key → queue; what a post does not have is skipped. */
export const PLACES: Readonly<Record<string, string>> = {
  m: 'mine', r: 'reported', c: 'confirming', l: 'registered', d: 'dispatched', h: 'handling', e: 'handled', f: 'evaluated', w: 'warning', o: 'late', a: 'all', b: 'whistles',
}
const WAIT_MS = 2_000

/** What the second key means: a queue, one of the own filters by its place, or the dialog that sets one. */
export function wayOf(key: string): { queue: string } | { filter: number } | { dialog: true } | null {
  if (/^[1-9]$/.test(key)) return { filter: Number(key) - 1 }
  if (key === '/') return { dialog: true }
  const queue = PLACES[key.toLowerCase()]
  return queue ? { queue } : null
}

/** Listen while the component lives; true while the second key is waited for. */
export function useGoTo(go: (way: NonNullable<ReturnType<typeof wayOf>>) => void): Ref<boolean> {
  const waiting = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(timer)
    waiting.value = false
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Shift' || isBusyElsewhere(event.target)) return
    if (waiting.value) {
      const way = event.ctrlKey || event.metaKey || event.altKey ? null : wayOf(event.key)
      stop()
      event.stopImmediatePropagation()
      if (!way) return
      event.preventDefault()
      return go(way)
    }
    if (!matchesKey(event, 'g')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    waiting.value = true
    timer = setTimeout(stop, WAIT_MS)
  }

  onMounted(() => window.addEventListener('keydown', onKey, true))
  onScopeDispose(() => {
    stop()
    window.removeEventListener('keydown', onKey, true)
  })
  return waiting
}
