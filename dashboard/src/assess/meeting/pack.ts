// One pack on the page: what the head does is there at once, is sent one after the other, and nothing is lost on the way.
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { ApiProblem, newKey, post, remove, type Json } from '@shared/api'
import type { Change, OwnerChoice, Pack } from './types'

export interface PackEditing {
  pack: ShallowRef<Pack>
  busy: Ref<boolean>
  dirty: ComputedRef<boolean>
  failure: ShallowRef<unknown>
  /** Change the draft; words wait until the person pauses. */
  change: (more: Change, pause?: boolean) => void
  /** Send what waits; true when everything has arrived. */
  flush: () => Promise<boolean>
  act: (path: string, body?: Json) => Promise<boolean>
  give: (words: string, owner: OwnerChoice, due_on: string) => Promise<boolean>
  drop: (id: number) => Promise<boolean>
}

const PAUSE_MS = 900

export function usePack(first: Pack, onConflict: () => void): PackEditing {
  const pack = shallowRef(first)
  const busy = ref(false)
  const failure = shallowRef<unknown>(null)
  const waiting = shallowRef<Change>({})
  const dirty = computed(() => Object.keys(waiting.value).length > 0)
  let timer = 0
  let line: Promise<unknown> = Promise.resolve()
  const path = (): string => `/meeting-packs/${pack.value.id}`

  // One after the other: each change is made to the version that the one before left behind.
  function queue(run: () => Promise<Pack>): Promise<boolean> {
    const mine = line.then(async () => {
      busy.value = true
      failure.value = null
      try {
        take(await run())
        return true
      } catch (error) {
        failure.value = error
        return false
      } finally {
        busy.value = false
      }
    })
    line = mine
    return mine
  }

  // What the person has changed since stays on the screen.
  function take(answer: Pack): void {
    const { layout, review } = waiting.value
    pack.value = { ...answer, layout: layout ?? answer.layout, review: review ?? answer.review }
  }

  function change(more: Change, pause = false): void {
    waiting.value = { ...waiting.value, ...more }
    pack.value = { ...pack.value, layout: more.layout ?? pack.value.layout, review: more.review ?? pack.value.review }
    clearTimeout(timer)
    timer = window.setTimeout(() => void flush(), pause ? PAUSE_MS : 0)
  }

  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    const mine = waiting.value
    if (Object.keys(mine).length === 0) return line.then(() => true)
    waiting.value = {}
    const done = await queue(() => post<Pack>(path(), mine as unknown as Json, { version: pack.value.version, idempotencyKey: newKey() }))
    if (done) return true
    if (failure.value instanceof ApiProblem && failure.value.status === 412) onConflict()
    else waiting.value = { ...mine, ...waiting.value }
    return false
  }

  const act = async (name: string, body: Json = {}): Promise<boolean> => {
    const idempotencyKey = newKey()
    return (await flush()) && queue(() => post<Pack>(`${path()}/${name}`, body, { idempotencyKey, version: pack.value.version }))
  }
  const give = (words: string, owner: OwnerChoice, due_on: string): Promise<boolean> =>
    act('items', { words, kind: owner.kind, code: owner.code ?? undefined, person_id: owner.person_id ?? undefined, due_on })
  const drop = async (id: number): Promise<boolean> => {
    const idempotencyKey = newKey()
    return (await flush()) && queue(() => remove<Pack>(`${path()}/items/${id}`, { idempotencyKey }))
  }
  return { pack, busy, dirty, failure, change, flush, act, give, drop }
}
