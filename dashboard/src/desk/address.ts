// Where the person is on this page, kept in the address bar so that a link, a reload and the back button work.
import { reactive, readonly } from 'vue'
import { foreignList } from './queues'

export interface Address {
  queue: string | null
  /** A list handed over by another page (`?list=/api/v1/cases?…`). */
  list: string | null
  q: string
  caseId: number | null
  /** Which of the person's posts, by its place in the list. */
  post: number
}

export function readAddress(search: string): Address {
  const given = new URLSearchParams(search)
  const number = (name: string) => (/^\d{1,15}$/.test(given.get(name) ?? '') ? Number(given.get(name)) : null)
  return { queue: given.get('queue'), list: foreignList(given.get('list')), q: given.get('q') ?? '', caseId: number('case'), post: number('post') ?? 0 }
}

export function writeAddress(address: Address): string {
  const said = new URLSearchParams()
  if (address.post > 0) said.set('post', String(address.post))
  if (address.list) said.set('list', address.list)
  else if (address.queue) said.set('queue', address.queue)
  if (address.q) said.set('q', address.q)
  if (address.caseId !== null) said.set('case', String(address.caseId))
  const text = said.toString()
  return text ? `?${text}` : ''
}

const state = reactive<Address>(readAddress(location.search))
export const address = readonly(state)

/** Change the place; `push` leaves a step for the back button. */
export function goTo(change: Partial<Address>, push = false): void {
  Object.assign(state, change)
  const url = location.pathname + writeAddress(state)
  if (push) history.pushState(null, '', url)
  else history.replaceState(null, '', url)
}

window.addEventListener('popstate', () => Object.assign(state, readAddress(location.search)))
