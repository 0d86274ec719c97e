// What a person does about a refused thing. A mended thing is a new write with a new key, in the old one's place.
import { newKey } from '@shared/api'
import type { NewItem, OutboxItem } from '../types'
import type { KeptItem } from '../kept'
import { refreshItems, wake } from './engine'
import { enqueue } from './index'
import { wordsIn } from './reasons'
import { dropItem, keptShot, replaceItem, shotsOf } from './store'

type Change = Partial<Pick<NewItem, 'body' | 'version' | 'title' | 'photos'>>

/** The thing with its pictures, as a form takes it up again. */
export async function reopen(item: OutboxItem): Promise<NewItem> {
  const shots = new Map((await shotsOf(item.id)).map((shot) => [shot.id, shot]))
  const { kind, title, path, part, body, caseId, version } = item
  return { kind, title, path, part, body, caseId, version, photos: item.photos.flatMap(({ field, shotId }) => (shots.has(shotId) ? [{ field, shot: shots.get(shotId)! }] : [])) }
}

/** Send it again, changed or as it was, under a new key; gives the new id. */
export async function sendAgain(item: OutboxItem, change: Change = {}): Promise<string> {
  const id = newKey()
  const whole = { ...await reopen(item), ...change }
  const body = item.kind === 'report' ? { ...whole.body, id } : whole.body
  const old = item as KeptItem
  const fresh: KeptItem = {
    ...old, id, body, version: whole.version, title: whole.title, state: 'waiting', notBefore: 0, tries: 0, problem: null, answer: null,
    photos: whole.photos.map(({ field, shot }) => ({ field, shotId: shot.id })),
  }
  await replaceItem(old.id, JSON.parse(JSON.stringify(fresh)) as KeptItem, await Promise.all(whole.photos.map(({ shot }) => keptShot(id, shot))))
  await refreshItems()
  wake()
  return id
}

/** Send it again without the picture at this position. */
export async function sendWithout(item: OutboxItem, position: number): Promise<string> {
  const { photos } = await reopen(item)
  return sendAgain(item, { photos: photos.filter((_, n) => n !== position) })
}

/** The case has moved on: what was found is told to the station as a note. The refused thing itself stays until it is taken away. */
export async function tellAsNote(item: OutboxItem, title: string, head: string): Promise<void> {
  const text = [head, ...wordsIn(item.body)].join(' ').slice(0, 1900)
  await enqueue({ kind: 'call', title, path: `/cases/${item.caseId}/notes`, part: 'step', body: { text, visibility: 'departments' }, photos: [] })
}

/** Take it away for good. */
export async function discard(item: OutboxItem): Promise<void> {
  await dropItem(item.id)
  await refreshItems()
  wake()
}
