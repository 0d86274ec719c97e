// Where we are, in the hash: `#/` writing, `#/status` looking up, `#/status/<ticket>` one report. No code in addresses.
import { computed, ref } from 'vue'

const hash = ref(location.hash)
window.addEventListener('hashchange', () => {
  hash.value = location.hash
  window.scrollTo(0, 0)
})

/** The ticket of a link that was opened on a device without its code: the page asks for the code only. */
export const wantedTicket = ref('')

export type Route = { page: 'new' } | { page: 'lookup' } | { page: 'status'; ticket: string }

export const route = computed<Route>(() => {
  const [, page, ticket] = hash.value.split('/')
  if (page !== 'status') return { page: 'new' }
  return ticket ? { page: 'status', ticket: decodeURIComponent(ticket) } : { page: 'lookup' }
})

export const statusLink = (ticket: string) => `#/status/${encodeURIComponent(ticket)}`
