// Where we are, in the hash: `#/` writing, `#/status` looking up, `#/status/<ticket>` one report. No code in addresses.
import { computed, ref } from 'vue'

const hash = ref(location.hash)
window.addEventListener('hashchange', () => {
  hash.value = location.hash
  window.scrollTo(0, 0)
})

export type Route = { page: 'new' } | { page: 'lookup' } | { page: 'status'; ticket: string }

export const route = computed<Route>(() => {
  const [, page, ticket] = hash.value.split('/')
  if (page !== 'status') return { page: 'new' }
  return ticket ? { page: 'status', ticket: decodeURIComponent(ticket) } : { page: 'lookup' }
})

export const statusLink = (ticket: string) => `#/status/${encodeURIComponent(ticket)}`
