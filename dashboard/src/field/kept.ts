// What the phone keeps of the field app (IndexedDB): work that waits, its pictures, the pack, who was signed in.
// Pictures lie here as bytes: some phones lose blobs that a page has kept.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Person, PublicSettings } from '@shared/types'
import type { OutboxItem, Shot } from './types'

export interface KeptItem extends OutboxItem {
  /** The order in which things were done, whatever the phone's clock says. */
  n: number
  /** Not before this moment (milliseconds); after a try without an answer. */
  notBefore: number
}
export interface KeptShot extends Omit<Shot, 'blob'> { itemId: string; bytes: ArrayBuffer; type: string }
export interface KeptPart { name: string; value: unknown; at: string }
export interface KeptPerson { key: 'person'; person: Person; settings: PublicSettings; at: string }

interface Kept extends DBSchema {
  items: { key: string; value: KeptItem; indexes: { n: number } }
  shots: { key: string; value: KeptShot; indexes: { itemId: string } }
  pack: { key: string; value: KeptPart }
  who: { key: string; value: KeptPerson }
}

const NAME = 'gridwhistle-field'
let opening: Promise<IDBPDatabase<Kept>> | null = null

/** The one connection of this page; opened again when the browser has closed it. */
export function kept(): Promise<IDBPDatabase<Kept>> {
  opening ??= openDB<Kept>(NAME, 1, {
    upgrade(database) {
      database.createObjectStore('items', { keyPath: 'id' }).createIndex('n', 'n')
      database.createObjectStore('shots', { keyPath: 'id' }).createIndex('itemId', 'itemId')
      database.createObjectStore('pack', { keyPath: 'name' })
      database.createObjectStore('who', { keyPath: 'key' })
    },
    terminated: () => { opening = null },
    blocking: (_old, _new, event) => {
      (event.target as IDBDatabase).close()
      opening = null
    },
  }).catch((error: unknown) => {
    opening = null
    throw error
  })
  return opening
}

/** Whether the phone has no room left for what should be kept. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}
