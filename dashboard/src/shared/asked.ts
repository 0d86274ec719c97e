// One question to the server and its answer on the screen: loading, failed, there; an answer that came too late is dropped.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'

export interface Asked<T> {
  data: ShallowRef<T | null>
  error: ShallowRef<unknown>
  loading: Ref<boolean>
  /** Ask once more; what is shown stays until the new answer is there. */
  again: () => Promise<void>
}

/** `question` names what is asked (null = nothing yet); when it changes the old answer goes and `ask` runs. */
export function useAsked<T>(question: () => string | null, ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const data: ShallowRef<T | null> = shallowRef(null)
  const error = shallowRef<unknown>(null)
  const loading = ref(false)
  let running = new AbortController()

  async function again(): Promise<void> {
    running.abort()
    const mine = running = new AbortController()
    if (question() === null) {
      loading.value = false
      return
    }
    loading.value = true
    try {
      const answer = await ask(mine.signal)
      if (mine.signal.aborted) return
      data.value = answer
      error.value = null
    } catch (failure) {
      if (!mine.signal.aborted) error.value = failure
    } finally {
      if (!mine.signal.aborted) loading.value = false
    }
  }

  watch(question, () => {
    data.value = null
    error.value = null
    void again()
  }, { immediate: true })
  onScopeDispose(() => running.abort())
  return { data, error, loading, again }
}
