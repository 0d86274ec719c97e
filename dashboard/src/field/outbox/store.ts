// The outbox on the phone: things and their pictures in one transaction, so that a crash leaves both or neither.
import { kept, type KeptItem, type KeptShot } from '../kept'
import type { Shot } from '../types'

const SENT_KEPT = 30

/** Everything, in the order in which it was done. */
export async function allItems(): Promise<KeptItem[]> {
  return (await kept()).getAllFromIndex('items', 'n')
}

/** Keep a new thing with its pictures. Throws QuotaExceededError when the phone is full; then nothing is kept. */
export async function addItem(item: Omit<KeptItem, 'n'>, shots: KeptShot[]): Promise<KeptItem> {
  const tx = (await kept()).transaction(['items', 'shots'], 'readwrite')
  const done = tx.done
  try {
    const last = await tx.objectStore('items').index('n').openKeyCursor(null, 'prev')
    const whole: KeptItem = { ...item, n: (last?.key ?? 0) + 1 }
    await tx.objectStore('items').put(whole)
    for (const shot of shots) await tx.objectStore('shots').put(shot)
    await done
    return whole
  } catch (error) {
    await done.catch(() => undefined)
    throw error
  }
}

/** Change a thing that is still there; false when it was taken away meanwhile. */
export async function changeItem(id: string, change: Partial<KeptItem>): Promise<boolean> {
  const tx = (await kept()).transaction('items', 'readwrite')
  const item = await tx.store.get(id)
  if (item) await tx.store.put({ ...item, ...change })
  await tx.done
  return item !== undefined
}

/** It has arrived: its pictures go, the answer stays for a while. */
export async function settle(id: string, change: Partial<KeptItem>, carried: KeptItem[]): Promise<void> {
  const tx = (await kept()).transaction(['items', 'shots'], 'readwrite')
  const items = tx.objectStore('items')
  const item = await items.get(id)
  if (item) await items.put({ ...item, ...change })
  for (const one of carried) await items.put(one)
  await dropShots(tx.objectStore('shots'), id)
  const sent = (await items.index('n').getAll()).filter((one) => one.state === 'sent')
  for (const old of sent.slice(0, Math.max(0, sent.length - SENT_KEPT))) await items.delete(old.id)
  await tx.done
}

/** A mended thing takes the place of the old one, pictures too. */
export async function replaceItem(oldId: string, item: KeptItem, shots: KeptShot[]): Promise<void> {
  const tx = (await kept()).transaction(['items', 'shots'], 'readwrite')
  await tx.objectStore('items').delete(oldId)
  await dropShots(tx.objectStore('shots'), oldId)
  await tx.objectStore('items').put(item)
  for (const shot of shots) await tx.objectStore('shots').put(shot)
  await tx.done
}

/** Take a thing away for good, pictures too. */
export async function dropItem(id: string): Promise<void> {
  const tx = (await kept()).transaction(['items', 'shots'], 'readwrite')
  await tx.objectStore('items').delete(id)
  await dropShots(tx.objectStore('shots'), id)
  await tx.done
}

interface ShotStore { index(name: 'itemId'): { getAllKeys(id: string): Promise<string[]> }; delete(id: string): Promise<void> }

async function dropShots(store: ShotStore, itemId: string): Promise<void> {
  for (const key of await store.index('itemId').getAllKeys(itemId)) await store.delete(key)
}

export async function shotsOf(itemId: string): Promise<Shot[]> {
  const rows = await (await kept()).getAllFromIndex('shots', 'itemId', itemId)
  return rows.map(({ bytes, type, itemId: _, ...shot }) => ({ ...shot, blob: new Blob([bytes], { type }) }))
}

export async function keptShot(itemId: string, shot: Shot): Promise<KeptShot> {
  const { id, name, width, height, takenAt, lon, lat, accuracyM } = shot
  return { id, name, width, height, takenAt, lon, lat, accuracyM, itemId, bytes: await shot.blob.arrayBuffer(), type: shot.blob.type || 'image/jpeg' }
}
