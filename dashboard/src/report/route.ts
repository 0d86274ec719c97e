// Where we are, in the hash: `#/` writing, `#/status` looking up, `#/status/<ticket>` one report, `#/map` the public map.
// A receipt's QR code adds the query code; it is kept on this device and taken out of the address at once.
import { computed, ref } from 'vue'
import { rememberReport } from './mine'

const hash = ref(location.hash)

/** A fragment never leaves the device, but a screenshot shows it: the code goes to this device's list instead. */
function takeCode(): void {
  const [, page, ticket, code] = location.hash.split('/')
  if (page !== 'status' || !ticket || !code) return
  rememberReport({ ticket: decodeURIComponent(ticket), code: decodeURIComponent(code), label: decodeURIComponent(ticket), at: new Date().toISOString() })
  history.replaceState(null, '', statusLink(decodeURIComponent(ticket)))
  hash.value = location.hash
}

window.addEventListener('hashchange', () => {
  hash.value = location.hash
  takeCode()
  window.scrollTo(0, 0)
})

/** The ticket of a link that was opened on a device without its code: the page asks for the code only. */
export const wantedTicket = ref('')

export type Route = { page: 'new' } | { page: 'map' } | { page: 'lookup' } | { page: 'status'; ticket: string }

export const route = computed<Route>(() => {
  const [, page, ticket] = hash.value.split('/')
  if (page === 'map') return { page: 'map' }
  if (page !== 'status') return { page: 'new' }
  return ticket ? { page: 'status', ticket: decodeURIComponent(ticket) } : { page: 'lookup' }
})

export const statusLink = (ticket: string) => `#/status/${encodeURIComponent(ticket)}`

/** The address behind a receipt's QR code; the code stands in the fragment, which no server and no log ever sees. */
export const receiptLink = (ticket: string, code: string) => `${location.origin}/report${statusLink(ticket)}/${encodeURIComponent(code)}`

takeCode()
