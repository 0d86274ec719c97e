// The cases that the board shows: points on the map, the newest reports, what is due or late.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { get } from '@shared/api'
import type { CaseItem, CaseList } from '@shared/types'
import { inScope, nextTurn, withDue, withNewest } from './case-lists'
import { throttled } from './throttle'

const PAGE = 200
const POINT_PAGES = 5
export const NEWEST_SHOWN = 24
export const DUE_SHOWN = 60
const GAP_MS = 5_000
const ANYWAY_MS = 120_000

export interface CaseFeed {
  points: ShallowRef<ReadonlyMap<number, CaseItem>>
  newest: ShallowRef<readonly CaseItem[]>
  due: ShallowRef<readonly CaseItem[]>
  /** More open cases exist than the map carries. */
  partial: Ref<boolean>
  error: ShallowRef<unknown>
  loading: Ref<boolean>
  /** Put a case that was just read into its places; false when it does not belong to the scope. */
  put: (item: CaseItem, open: boolean) => boolean
  drop: (id: number) => void
  reload: () => void
}

async function readPoints(division: string, stillWanted: () => boolean): Promise<{ items: CaseItem[]; partial: boolean }> {
  const items: CaseItem[] = []
  let page = await get<CaseList>('/cases', { query: { division, open: true, order: 'newest', limit: PAGE } })
  items.push(...page.items)
  for (let read = 1; page.next && read < POINT_PAGES && stillWanted(); read += 1) {
    page = await get<CaseList>(page.next)
    items.push(...page.items)
  }
  return { items, partial: page.next !== null }
}

/** Lists that follow `scope`. */
export function useCaseFeed(scope: Ref<string>): CaseFeed {
  const points = shallowRef<ReadonlyMap<number, CaseItem>>(new Map())
  const newest = shallowRef<readonly CaseItem[]>([])
  const due = shallowRef<readonly CaseItem[]>([])
  const partial = ref(false)
  const error = shallowRef<unknown>(null)
  const loading = ref(true)
  // Cases that arrived by the live line while a list was under way: they are newer than the list's answer.
  let arrived: { item: CaseItem; open: boolean }[] = []

  const insert = (item: CaseItem, open: boolean): void => {
    const next = new Map(points.value)
    if (open) next.set(item.id, item)
    else next.delete(item.id)
    points.value = next
    newest.value = withNewest(newest.value, item, NEWEST_SHOWN)
    due.value = withDue(due.value, item, open, DUE_SHOWN)
  }

  async function read(): Promise<void> {
    const division = scope.value
    const wanted = (): boolean => division === scope.value
    arrived = []
    try {
      const [latest, first] = await Promise.all([
        get<CaseList>('/cases', { query: { division, order: 'newest', limit: NEWEST_SHOWN } }),
        get<CaseList>('/cases', { query: { division, open: true, order: 'due', limit: DUE_SHOWN } }),
      ])
      if (!wanted()) return
      newest.value = latest.items
      due.value = first.items
      loading.value = false
      const open = await readPoints(division, wanted)
      if (!wanted()) return
      points.value = new Map([...open.items, ...first.items].map((item) => [item.id, item]))
      partial.value = open.partial
      for (const late of arrived.splice(0)) insert(late.item, late.open)
      error.value = null
    } catch (failure) {
      if (wanted()) error.value = failure
    } finally {
      if (wanted()) loading.value = false
    }
  }

  const again = throttled(read, GAP_MS)
  const timer = setInterval(again.ask, ANYWAY_MS)
  let turn: ReturnType<typeof setTimeout> | undefined
  watch(due, (items) => {
    clearTimeout(turn)
    const at = nextTurn(items, Date.now())
    if (at !== null && at - Date.now() < ANYWAY_MS) turn = setTimeout(again.ask, at - Date.now() + 500)
  })
  watch(scope, () => {
    loading.value = true
    points.value = new Map()
    newest.value = due.value = []
    void read()
  }, { immediate: true })
  onScopeDispose(() => {
    clearInterval(timer)
    clearTimeout(turn)
    again.stop()
  })
  return {
    points, newest, due, partial, error, loading, reload: again.ask,
    put(item, open) {
      if (!inScope(item, scope.value)) return false
      arrived.push({ item, open })
      insert(item, open)
      return true
    },
    drop(id) {
      const next = new Map(points.value)
      next.delete(id)
      points.value = next
      newest.value = newest.value.filter((item) => item.id !== id)
      due.value = due.value.filter((item) => item.id !== id)
    },
  }
}
