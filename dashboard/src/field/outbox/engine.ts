// Sends what waits, one at a time and in order, as long as the page lives. The truth lies in IndexedDB, not here.
import { shallowReactive } from 'vue'
import { ApiProblem, type Json } from '@shared/api'
import { resumeSession, session } from '@shared/session'
import type { KeptItem } from '../kept'
import { asOnlySender } from './leader'
import { askHealth } from './online'
import { carriedOn, nextLook, nextToSend, pauseAfter } from './order'
import { sendItem } from './request'
import { allItems, changeItem, settle, shotsOf } from './store'

export type Stage = 'resting' | 'sending' | 'offline' | 'signed-out'

interface State {
  /** Plain rows: what is written back must be no proxy. */
  items: KeptItem[]
  loaded: boolean
  stage: Stage
  online: boolean
  clockOffMs: number
  shares: Readonly<Record<string, number>>
  personId: number | null
  /** The phone had no room for the last thing; it is still on the form. */
  full: boolean
}

const state: State = shallowReactive({ items: [], loaded: false, stage: 'resting', online: true, clockOffMs: 0, shares: {}, personId: null, full: false })
export const engine: Readonly<State> = state

const LOOK_MS = 30_000
let misses = 0
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('gridwhistle-outbox')
let timer: ReturnType<typeof setTimeout> | undefined
let running: Promise<void> | null = null
let again = false

/** Read the list anew, here and in the other tabs. */
export async function refreshItems(tell = true): Promise<void> {
  state.items = await allItems()
  state.loaded = true
  if (tell) channel?.postMessage('changed')
}

/** Whose things are sent; null stops sending. */
export function sendFor(personId: number | null): void {
  state.personId = personId
  if (personId !== null) wake()
}

/** The screen says that the phone is full, until it is read. */
export function sayFull(full: boolean): void {
  state.full = full
}

/** Look now whether something can go out. */
export function wake(): void {
  if (running) {
    again = true
    return
  }
  clearTimeout(timer)
  running = asOnlySender(drain).then(() => undefined, (error: unknown) => console.error(error)).finally(() => {
    running = null
    plan()
  })
}

function plan(): void {
  const look = state.personId === null ? null : nextLook(state.items, state.personId)
  // Nobody answers: asked less and less often; the network's return, a look at the page or a new thing ask at once.
  const soonest = state.stage === 'offline' ? pauseAfter(misses) : 500
  const wait = again ? 0 : look === null || state.stage === 'signed-out' ? LOOK_MS : Math.min(LOOK_MS, Math.max(soonest, look - Date.now()))
  again = false
  timer = setTimeout(wake, wait)
}

async function drain(): Promise<void> {
  await refreshItems(false)
  if (document.hidden && !next()) return
  if (!(await reachable())) return
  for (let item = next(); item; item = next()) {
    if (!(await signedIn())) return
    state.stage = 'sending'
    await attempt(item)
    await refreshItems()
    if (state.stage !== 'sending') return
  }
  state.stage = 'resting'
}

const next = () => (state.personId === null ? null : nextToSend(state.items, state.personId, Date.now()))

async function reachable(): Promise<boolean> {
  const health = await askHealth()
  state.online = health.online
  misses = health.online ? 0 : misses + 1
  if (health.serverTime) state.clockOffMs = Date.now() - Date.parse(health.serverTime)
  state.stage = health.online ? 'resting' : 'offline'
  return health.online
}

/** The cookie outlives the page, the token for writes does not: it is asked for anew after a start. */
async function signedIn(): Promise<boolean> {
  try {
    if (session.stage !== 'in') await resumeSession()
  } catch {
    state.stage = 'offline'
    return false
  }
  if (session.person?.id === state.personId) return true
  state.stage = 'signed-out'
  return false
}

async function attempt(item: KeptItem): Promise<void> {
  // Written before it goes out: after a crash the same thing is repeated with the same key.
  await changeItem(item.id, { state: 'sending', tries: item.tries + 1 })
  await refreshItems()
  try {
    const answer = await sendItem(item, await shotsOf(item.id), (share) => { state.shares = { ...state.shares, [item.id]: share } })
    await settle(item.id, { state: 'sent', answer, problem: null }, carried(item, answer))
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    await fail(item, error)
  } finally {
    state.shares = {}
  }
}

function carried(item: KeptItem, answer: Json): KeptItem[] {
  const version = (answer as { version?: Json } | null)?.version
  return item.caseId !== undefined && typeof version === 'number' ? carriedOn(state.items, item, version) : []
}

const PASSING = new Set([408, 425, 429])
const MOST_TOKENS = 5

async function fail(item: KeptItem, problem: ApiProblem): Promise<void> {
  const { status, type, title, detail, fields } = problem
  if (status === 401) {
    state.stage = 'signed-out'
    await changeItem(item.id, { state: 'waiting' })
  } else if (type === 'csrf' && item.tries < MOST_TOKENS) {
    // Signed in anew in another tab: this page's token for writes is out of date.
    state.stage = 'resting'
    await resumeSession().catch(() => undefined)
    await changeItem(item.id, { state: 'waiting', notBefore: Date.now() + pauseAfter(1) })
  } else if (problem.unanswered || PASSING.has(status)) {
    state.stage = 'offline'
    const wait = pauseAfter(item.tries + 1, status === 429 ? 30 : 0)
    await changeItem(item.id, { state: 'waiting', notBefore: Date.now() + wait })
  } else {
    await changeItem(item.id, { state: 'refused', problem: { status, type, title, detail, fields: { ...fields } } })
  }
}

/** The network is back or the page is looked at again: pauses are over. */
async function hurry(): Promise<void> {
  for (const item of await allItems()) if (item.state === 'waiting' && item.notBefore > 0) await changeItem(item.id, { notBefore: 0 })
  wake()
}

/** Call once when the page starts. */
export function startEngine(): void {
  refreshItems(false).catch((error: unknown) => console.warn('this browser keeps nothing', error))
  window.addEventListener('online', () => void hurry())
  window.addEventListener('offline', () => { state.online = false })
  document.addEventListener('visibilitychange', () => { if (!document.hidden) void hurry() })
  channel?.addEventListener('message', () => void refreshItems(false))
  wake()
}
