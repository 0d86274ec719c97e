// The service worker and new versions of the app: one waits until nothing is being sent, then the page starts anew.
import { shallowReactive, watch } from 'vue'
import { Workbox } from 'workbox-window'
import { engine } from './outbox/engine'

const HOUR_MS = 3_600_000

interface Update {
  /** A new version lies ready. */
  ready: boolean
  /** The person wants it; it comes when nothing is being sent. */
  wanted: boolean
  /** The worker runs the page: it opens without network. */
  installed: boolean
}

const state: Update = shallowReactive({ ready: false, wanted: false, installed: false })
export const update: Readonly<Update> = state
let worker: Workbox | null = null

/** Call once when the page starts. Without a service worker (an old browser, no https) the app works online only. */
export function startWorker(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  worker = new Workbox('/field-sw.js', { scope: '/field' })
  worker.addEventListener('waiting', () => { state.ready = true })
  // The first worker takes over a page that is up to date; a later one needs the page that belongs to it.
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    state.installed = true
    if (state.ready) location.reload()
  })
  state.installed = navigator.serviceWorker.controller !== null
  void worker.register().catch((error: unknown) => console.warn('no service worker', error))
  setInterval(look, HOUR_MS)
  document.addEventListener('visibilitychange', () => { if (!document.hidden) look() })
}

const look = () => void worker?.update().catch(() => undefined)

/** Change to the new version as soon as nothing is being sent; what waits stays in the outbox. */
export function takeUpdate(): void {
  state.wanted = true
}

watch(() => state.wanted && engine.stage !== 'sending', (now) => { if (now) worker?.messageSkipWaiting() })
