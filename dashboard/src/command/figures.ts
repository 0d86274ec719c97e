// The figures of one scope: the four phases and the grids. Asked again when told, never more than once a second.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { get } from '@shared/api'
import type { GridFigures, Overview } from '@shared/types'
import { throttled } from './throttle'

const GAP_MS = 1_000
// Lateness comes with time alone, without any event.
const ANYWAY_MS = 15_000

export interface Figures {
  overview: ShallowRef<Overview | null>
  grids: ShallowRef<GridFigures | null>
  error: ShallowRef<unknown>
  loading: Ref<boolean>
  /** Ask again soon; many asks become one question. */
  refresh: () => void
}

/** Figures that follow `scope`; the answer of a scope that has been left is thrown away. */
export function useFigures(scope: Ref<string>): Figures {
  const overview = shallowRef<Overview | null>(null)
  const grids = shallowRef<GridFigures | null>(null)
  const error = shallowRef<unknown>(null)
  const loading = ref(true)

  async function read(): Promise<void> {
    const division = scope.value
    try {
      const [whole, parts] = await Promise.all([
        get<Overview>('/stats/overview', { query: { division } }),
        get<GridFigures>('/stats/grids', { query: { division, level: 'street_grid' } }),
      ])
      if (division !== scope.value) return
      overview.value = whole
      grids.value = parts
      error.value = null
    } catch (failure) {
      if (division === scope.value) error.value = failure
    } finally {
      if (division === scope.value) loading.value = false
    }
  }

  const again = throttled(read, GAP_MS)
  const timer = setInterval(again.ask, ANYWAY_MS)
  watch(scope, () => {
    loading.value = true
    overview.value = null
    grids.value = null
    void read()
  }, { immediate: true })
  onScopeDispose(() => {
    clearInterval(timer)
    again.stop()
  })
  return { overview, grids, error, loading, refresh: again.ask }
}
