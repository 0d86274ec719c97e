// Which cases of a list are selected: by x on the open one, by their boxes, a range by shift.
import { computed, onMounted, onScopeDispose, ref, watch } from 'vue'
import type { CaseItem } from '@shared/types'
import { isBusyElsewhere, matchesKey } from '../shortcuts'

/** Everything from one id to another as the list stands; only the last one when the first has gone. */
export function rangeOf(ids: readonly number[], from: number | null, to: number): number[] {
  const [a, b] = [from === null ? -1 : ids.indexOf(from), ids.indexOf(to)]
  if (a < 0 || b < 0) return [to]
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/** `rows`: the list as it is shown; `open`: the case beside it; `may`: whether this post does anything in bulk. */
export function useSelection(rows: () => readonly CaseItem[], open: () => number | null, may: () => boolean) {
  const choosing = ref(false)
  const ids = ref<ReadonlySet<number>>(new Set())
  let last: number | null = null
  const items = computed(() => rows().filter((item) => ids.value.has(item.id)))

  function toggle(id: number, range = false): void {
    if (!may()) return
    choosing.value = true
    const next = new Set(ids.value)
    const on = range || !next.has(id)
    for (const one of range ? rangeOf(rows().map((item) => item.id), last, id) : [id]) on ? next.add(one) : next.delete(one)
    ids.value = next
    last = id
  }

  function clear(): void {
    ids.value = new Set()
    choosing.value = false
    last = null
  }

  function onKey(event: KeyboardEvent): void {
    const id = open()
    if (id === null || !may() || isBusyElsewhere(event.target) || !matchesKey(event, 'x')) return
    event.preventDefault()
    toggle(id)
  }

  watch(may, (now) => { if (!now) clear() })
  onMounted(() => window.addEventListener('keydown', onKey))
  onScopeDispose(() => window.removeEventListener('keydown', onKey))
  return { choosing, ids, items, toggle, clear }
}
