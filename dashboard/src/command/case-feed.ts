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
  // Cases that came by the live line: a list that was asked for before they came does not know them yet.
  let arrived: { order: number; item: CaseItem; open: boolean }[] = []
  let order = 0
  let asked = 0

  const insert = (item: CaseItem, open: boolean): void => {
    const known = points.value.get(item.id) ?? newest.value.find((other) => other.id === item.id)
    if (known && known.updated_at > item.updated_at) return
    const next = new Map(points.value)
    if (open) next.set(item.id, item)
    else next.delete(item.id)
    points.value = next
    newest.value = withNewest(newest.value, item, NEWEST_SHOWN)
    due.value = withDue(due.value, item, open, DUE_SHOWN)
  }

  async function read(): Promise<void> {
    const division = scope.value
    const mine = asked += 1
    const since = order
    // Answers may overtake each other: only the latest question counts.
    const wanted = (): boolean => mine === asked && division === scope.value
    const addArrived = (): void => {
      for (const late of arrived) if (late.order > since) insert(late.item, late.open)
    }
    try {
      const [latest, first] = await Promise.all([
        get<CaseList>('/cases', { query: { division, order: 'newest', limit: NEWEST_SHOWN } }),
        get<CaseList>('/cases', { query: { division, open: true, order: 'due', limit: DUE_SHOWN } }),
      ])
      if (!wanted()) return
      newest.value = latest.items
      due.value = first.items
      addArrived()
      loading.value = false
      const open = await readPoints(division, wanted)
      if (!wanted()) return
      points.value = new Map([...open.items, ...first.items].map((item) => [item.id, item]))
      partial.value = open.partial
      addArrived()
      arrived = []
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
    arrived = []
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
      order += 1
      arrived.push({ order, item, open })
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
