// Where the member is in the app, in the part of the address after `#`: `#/tasks/12`. Links, reload and the back key work.
import { reactive, readonly } from 'vue'

export interface Route { tab: string; rest: string[] }

const PART = /^[\w-]{1,60}$/

export function readRoute(hash: string): Route {
  const [tab = '', ...rest] = hash.replace(/^#\/?/, '').split('/').filter((part) => PART.test(part))
  return { tab: tab || 'tasks', rest }
}

const state = reactive<Route>(readRoute(location.hash))
export const route = readonly(state)

/** `go('tasks', '12')` → `#/tasks/12`; leaves a step for the back key. */
export function go(tab: string, ...rest: (string | number)[]): void {
  location.hash = `#/${[tab, ...rest].join('/')}`
}

window.addEventListener('hashchange', () => Object.assign(state, readRoute(location.hash)))
