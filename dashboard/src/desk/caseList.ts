// The list in the middle: pages by the server's `next` link, renewed in place when the live line hints at a change.
import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { get } from '@shared/api'
import type { CaseList, LiveEvent } from '@shared/types'
import { pageLink, stateOf } from './queues'
import { appendRows, mergeRows, type Row, type Touched } from './rows'

const PAGE = 50
const MAX_PAGE = 200
const RENEW_MS = 2_500

// A live hint names the new state itself, an answer of /events among its data.
function stateAfter(event: LiveEvent & { state?: string | null }): string | null {
  const to = event.state ?? event.data?.to
  return typeof to === 'string' ? to : null
}

/** `link`: the queue's list; `q`: words to search for. */
export function useCaseList(link: Ref<string>, q: Ref<string>) {
  const rows = shallowRef<Row[]>([])
  const stage = ref<'loading' | 'ready' | 'failed'>('loading')
  const error = shallowRef<unknown>(null)
  const arrived = ref(0)
  const loadingMore = ref(false)
  const next = ref<string | null>(null)
  let asked = 0
  let touched: Touched = new Map()
  let waiting = new Set<number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    const turn = ++asked
    stage.value = 'loading'
    rows.value = []
    error.value = null
    arrived.value = 0
    waiting = new Set()
    touched = new Map()
    try {
      const answer = await get<CaseList>(pageLink(link.value, q.value, PAGE))
      if (turn !== asked) return
      next.value = answer.next
      stage.value = 'ready'
      rows.value = appendRows([], answer.items)
    } catch (failure) {
      if (turn !== asked) return
      error.value = failure
      stage.value = 'failed'
    }
  }

  async function more(): Promise<void> {
    if (!next.value || loadingMore.value) return
    const turn = asked
    loadingMore.value = true
    try {
      const answer = await get<CaseList>(next.value)
      if (turn !== asked) return
      rows.value = appendRows(rows.value, answer.items)
      next.value = answer.next
    } catch (failure) {
      error.value = failure
    } finally {
      loadingMore.value = false
    }
  }

  async function renew(): Promise<void> {
    timer = undefined
    if (stage.value !== 'ready') return
    const turn = asked
    const seen = touched
    touched = new Map()
    try {
      const limit = Math.min(MAX_PAGE, Math.max(PAGE, rows.value.length))
      const answer = await get<CaseList>(pageLink(link.value, q.value, limit))
      if (turn !== asked) return
      const complete = answer.next === null
      const merged = mergeRows(rows.value, answer.items, seen, complete, stateOf(link.value))
      // An empty list has nothing that could jump.
      const empty = rows.value.length === 0
      rows.value = empty ? appendRows([], answer.items) : merged.rows
      waiting = new Set(empty ? [] : complete ? merged.arrived : [...waiting, ...merged.arrived])
      arrived.value = waiting.size
    } catch {
      // The rows stay as they are; the next hint asks again.
      for (const [id, to] of seen) if (!touched.has(id)) touched.set(id, to)
    }
  }

  /** Live hints: whatever they touch is asked for together, at most once per RENEW_MS. */
  function hint(events: readonly LiveEvent[]): void {
    for (const event of events) {
      if (event.subject.kind === 'case') touched.set(Number(event.subject.id), stateAfter(event))
    }
    if (touched.size > 0) timer ??= setTimeout(() => void renew(), RENEW_MS)
  }

  /** The person's own step: its row is renewed at once. */
  function touch(id: number, to: string): void {
    touched.set(id, to)
    clearTimeout(timer)
    void renew()
  }

  watch([link, q], () => void load(), { immediate: true })
  onScopeDispose(() => clearTimeout(timer))
  return { rows, stage, error, arrived, next, loadingMore, load, more, hint, touch }
}
