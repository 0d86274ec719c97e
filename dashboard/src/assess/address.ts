// The place on this page, kept in the address bar so that a link, a reload and the back button work.
import { reactive, readonly } from 'vue'
import { readPlace, writePlace, type Place } from './hash'

const state = reactive<Place>(readPlace(location.hash)) as { tab: string; kept: Record<string, string> }
/** `address.kept.score` and such; change it with `remember` or `openTab`. */
export const address = readonly(state)

function show(push: boolean): void {
  const url = location.pathname + location.search + writePlace(state)
  if (push) history.pushState(null, '', url)
  else history.replaceState(null, '', url)
}

/** Another tab, with what it should open at. */
export function openTab(tab: string, kept: Record<string, string> = {}): void {
  Object.assign(state, { tab, kept })
  show(true)
}

/** Keep something of the open tab (null forgets it); `push` leaves a step for the back button. */
export function remember(change: Record<string, string | null>, push = true): void {
  const kept = { ...state.kept }
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete kept[name]
    else kept[name] = value
  }
  state.kept = kept
  show(push)
}

const reread = (): void => void Object.assign(state, readPlace(location.hash))
window.addEventListener('popstate', reread)
window.addEventListener('hashchange', reread)
