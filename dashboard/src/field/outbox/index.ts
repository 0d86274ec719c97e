// What was done in the field and waits to be sent. The parts of the app hand in one intended write each.
import { computed } from 'vue'
import { newKey, type Json } from '@shared/api'
import { isFull } from '../kept'
import type { NewItem, OutboxItem } from '../types'
import { engine, refreshItems, sayFull, wake, type Stage } from './engine'
import { isUnsent } from './order'
import { addItem, keptShot } from './store'

// Vue's proxies cannot be kept; this is plain data only.
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** Keep it on the phone, pictures and words in one piece; it is sent by itself. Gives its id.
 * Throws (see `isFull` in kept.ts) when the phone has no room; nothing is kept then. */
export async function enqueue(item: NewItem): Promise<string> {
  if (engine.personId === null) throw new Error('nobody is signed in')
  const id = newKey()
  const { photos, ...rest } = item
  const shots = await Promise.all(photos.map(({ shot }) => keptShot(id, shot)))
  const body: NewItem['body'] = item.kind === 'report' ? { ...plain(rest.body), id } : plain(rest.body)
  const whole = {
    ...plain(rest), body, id, personId: engine.personId, createdAt: new Date().toISOString(), state: 'waiting' as const, notBefore: 0,
    photos: photos.map(({ field, shot }) => ({ field, shotId: shot.id })), tries: 0, problem: null, answer: null as Json,
  }
  try {
    await addItem(whole, shots)
  } catch (error) {
    if (isFull(error)) sayFull(true)
    throw error
  }
  await refreshItems()
  wake()
  return id
}

const mine = computed<OutboxItem[]>(() => engine.items.filter((item) => item.personId === engine.personId))
const unsent = computed(() => mine.value.filter(isUnsent))

/** What waits, as the screens read it; every property is reactive, so read it where it is shown and do not take it apart. */
export interface Outbox {
  /** Of the person who is signed in, in the order in which it was done; the newest sent ones too. */
  readonly items: OutboxItem[]
  /** How many are not with the server yet. */
  readonly unsent: number
  readonly loaded: boolean
  readonly online: boolean
  readonly stage: Stage
  /** By how much the phone's clock differs from the server's, in milliseconds; positive when it is ahead. */
  readonly clockOffMs: number
  /** Share 0…1 of what is being sent, by id. */
  readonly shares: Readonly<Record<string, number>>
  /** What waits, is on its way or was refused for this case, the oldest first. */
  pendingFor(caseId: number): OutboxItem[]
}

const outbox: Outbox = {
  get items() { return mine.value },
  get unsent() { return unsent.value.length },
  get loaded() { return engine.loaded },
  get online() { return engine.online && engine.stage !== 'offline' },
  get stage() { return engine.stage },
  get clockOffMs() { return engine.clockOffMs },
  get shares() { return engine.shares },
  pendingFor: (caseId) => unsent.value.filter((item) => item.caseId === caseId),
}

export function useOutbox(): Outbox {
  return outbox
}
