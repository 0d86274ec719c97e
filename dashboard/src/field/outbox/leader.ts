// One tab sends at a time. Where the browser has no locks, a short lease on this device does.
import { newKey } from '@shared/api'

const LOCK = 'gridwhistle-outbox'
const LEASE_MS = 20_000
const RENEW_MS = 5_000

/** Run `work` unless another tab is sending; false when one is. */
export async function asOnlySender(work: () => Promise<void>): Promise<boolean> {
  if (!navigator.locks) return underLease(work)
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock) await work()
    return lock !== null
  })
}

interface Lease { tab: string; until: number }

const tab = newKey()

function holder(): Lease | null {
  try {
    return JSON.parse(localStorage.getItem(LOCK) ?? 'null') as Lease | null
  } catch {
    return null
  }
}

const take = () => localStorage.setItem(LOCK, JSON.stringify({ tab, until: Date.now() + LEASE_MS }))

async function underLease(work: () => Promise<void>): Promise<boolean> {
  const held = holder()
  if (held && held.tab !== tab && held.until > Date.now()) return false
  take()
  const renewing = setInterval(take, RENEW_MS)
  try {
    await work()
  } finally {
    clearInterval(renewing)
    localStorage.removeItem(LOCK)
  }
  return true
}
