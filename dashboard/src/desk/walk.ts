// J and K walk through the cases of a list, / goes to its search. Switched off while somebody writes or a dialog is open.
import { nextTick, onMounted, onScopeDispose } from 'vue'
import { address, goTo } from './address'
import { isBusyElsewhere, matchesKey } from './shortcuts'

/** The case `by` rows further than `at`, staying in the list; from outside the list its first or last. */
export function stepThrough(ids: readonly number[], at: number | null, by: number): number | null {
  const place = at === null ? -1 : ids.indexOf(at)
  const to = place < 0 ? (by > 0 ? 0 : ids.length - 1) : Math.min(ids.length - 1, Math.max(0, place + by))
  return ids[to] ?? null
}

/** Listen for the keys while the component lives; the rows carry the id `row-<case>`. Returns what a step does. */
export function useWalk(ids: () => readonly number[], active: () => boolean, search: () => void): (by: number) => void {
  function move(by: number): void {
    const id = stepThrough(ids(), address.caseId, by)
    if (id === null) return
    goTo({ caseId: id })
    void nextTick(() => document.getElementById(`row-${id}`)?.scrollIntoView({ block: 'nearest' }))
  }

  function onKey(event: KeyboardEvent): void {
    if (!active() || isBusyElsewhere(event.target)) return
    if (matchesKey(event, 'j')) move(1)
    else if (matchesKey(event, 'k')) move(-1)
    else if (matchesKey(event, '/')) search()
    else return
    event.preventDefault()
  }

  onMounted(() => window.addEventListener('keydown', onKey))
  onScopeDispose(() => window.removeEventListener('keydown', onKey))
  return move
}
