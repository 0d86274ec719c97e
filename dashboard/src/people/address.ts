// The place on this page, kept in the address bar so that a link, a reload and the back button work.
import { reactive, readonly } from 'vue'
import { readHash, writeHash, type Address } from './hash'

const state = reactive<Address>(readHash(location.hash))
export const address = readonly(state)

/** Change the place; `push` leaves a step for the back button. */
export function goTo(change: Partial<Address>, push = false): void {
  Object.assign(state, change)
  const url = location.pathname + location.search + writeHash(state)
  if (push) history.pushState(null, '', url)
  else history.replaceState(null, '', url)
}

const reread = (): void => void Object.assign(state, readHash(location.hash))
window.addEventListener('popstate', reread)
window.addEventListener('hashchange', reread)
