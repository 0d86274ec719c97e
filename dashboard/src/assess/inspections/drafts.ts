// What was filled in on site and is not sent yet, kept on this device (IndexedDB): a reload or a dead spot loses nothing.
import { openDB } from 'idb'
import type { Shot } from '../../field/types'
import type { Answers } from './form'

export interface Draft {
  /** Names the one submission: repeated without an answer it happens once. */
  key: string
  answers: Answers
  note: string
  shots: Record<string, Shot[]>
  /** When it was sent for the first time; from then on it waits for a network. */
  doneAt: string | null
}
interface KeptShot extends Omit<Shot, 'blob'> { bytes: ArrayBuffer; type: string }
interface Kept extends Omit<Draft, 'shots'> { shots: Record<string, KeptShot[]> }

const NAME = 'gridwhistle-inspections'
const STORE = 'drafts'
const open = () => openDB(NAME, 1, { upgrade: (database) => { database.createObjectStore(STORE) } })

// Pictures lie as bytes: some phones lose blobs that a page has kept. Without storage the page still works.
export async function keepDraft(place: number, draft: Draft): Promise<void> {
  try {
    const shots: Record<string, KeptShot[]> = {}
    for (const [code, list] of Object.entries(draft.shots)) {
      shots[code] = await Promise.all(list.map(async ({ blob, ...shot }) => ({ ...shot, bytes: await blob.arrayBuffer(), type: blob.type })))
    }
    const plain: Omit<Kept, 'shots'> = JSON.parse(JSON.stringify({ ...draft, shots: undefined })) as Omit<Kept, 'shots'>
    await (await open()).put(STORE, { ...plain, shots }, place)
  } catch {
    // A private window: a reload starts again.
  }
}

export async function keptDraft(place: number): Promise<Draft | null> {
  try {
    const found = (await (await open()).get(STORE, place)) as Kept | undefined
    if (!found) return null
    const shots = Object.fromEntries(Object.entries(found.shots).map(([code, list]) => [code, list.map(({ bytes, type, ...shot }) => ({ ...shot, blob: new Blob([bytes], { type }) }))]))
    return { ...found, shots }
  } catch {
    return null
  }
}

export async function dropDraft(place: number): Promise<void> {
  try {
    await (await open()).delete(STORE, place)
  } catch {
    // Nothing was kept.
  }
}

/** Places with something that waits on this device. */
export async function waitingPlaces(): Promise<number[]> {
  try {
    return (await (await open()).getAllKeys(STORE)) as number[]
  } catch {
    return []
  }
}
