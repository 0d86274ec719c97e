// Keeps the draft with its photos on this device (IndexedDB), so that a reload or a closed tab loses nothing.
import type { Draft } from './draft'

const NAME = 'gridwhistle-report'
const STORE = 'draft'
const KEY = 'current'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode)
      const request = act(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

/** Whatever was kept, unchecked; undefined when nothing was or the browser forbids it (private windows). */
export async function loadDraft(): Promise<unknown> {
  try {
    return await run('readonly', (store) => store.get(KEY) as IDBRequest<unknown>)
  } catch {
    return undefined
  }
}

/** Plain data only: reactive proxies cannot be stored. Failing to keep never stands in the way of reporting. */
export async function keepDraft(draft: Draft): Promise<void> {
  try {
    await run('readwrite', (store) => store.put(draft, KEY))
  } catch {
    // No storage: the page still works, a reload starts again.
  }
}

export async function dropDraft(): Promise<void> {
  try {
    await run('readwrite', (store) => store.delete(KEY))
  } catch {
    // Nothing was kept.
  }
}
