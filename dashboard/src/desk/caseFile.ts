// One case as the person reads it: the file and its history, renewed when the live line names it.
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { get } from '@shared/api'
import type { FiledOrder } from './orders/types'
import type { CaseDetail, CaseEvent, CaseReport, LiveEvent, Photo } from '@shared/types'

const RENEW_MS = 600

export interface FiledReport extends Omit<CaseReport, 'photos'> { id: string; place_text?: string; clock_skewed?: boolean; photos?: Photo[] }
export interface FiledPhoto extends Photo { private?: boolean }

/** A list item counts reports, a case file lists them. */
export type CaseFile = Omit<CaseDetail, 'reports' | 'reports_list' | 'photos' | 'orders'> & {
  reports: FiledReport[]
  photos: FiledPhoto[]
  orders: FiledOrder[]
  may_see_identity?: boolean
  may_place?: boolean
  external_number?: string | null
}

export function useCaseFile(id: Ref<number | null>) {
  const file = shallowRef<CaseFile | null>(null)
  const events = shallowRef<CaseEvent[]>([])
  const error = shallowRef<unknown>(null)
  const loading = ref(false)
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    const wanted = id.value
    const mine = ++turn
    if (wanted === null) return
    loading.value = true
    error.value = null
    try {
      const [detail, history] = await Promise.all([
        get<CaseFile>(`/cases/${wanted}`),
        get<{ events: CaseEvent[] }>(`/cases/${wanted}/events`),
      ])
      if (mine !== turn) return
      file.value = detail
      events.value = history.events
    } catch (failure) {
      if (mine === turn) error.value = failure
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  /** The answer of a step is the new file; its history follows. */
  function take(fresh: CaseFile): void {
    if (fresh.id !== id.value) return
    file.value = fresh
    soon()
  }

  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), RENEW_MS)
  }

  function hint(list: readonly LiveEvent[]): void {
    if (list.some((event) => event.subject.kind === 'case' && Number(event.subject.id) === id.value)) soon()
  }

  watch(id, () => {
    file.value = null
    events.value = []
    void load()
  }, { immediate: true })
  onScopeDispose(() => clearTimeout(timer))
  return { file: computed(() => (file.value?.id === id.value ? file.value : null)), events, error, loading, load, take, hint }
}
