// One intended write: busy, failed, done. A repetition after no answer carries the same key, so nothing happens twice.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { ApiProblem, newKey } from './api'

export interface Writing {
  busy: Ref<boolean>
  failure: ShallowRef<unknown>
  /** True when `act` was answered; it gets the key of this write. */
  write: (act: (idempotencyKey: string) => Promise<unknown>) => Promise<boolean>
}

export function useWriting(): Writing {
  const busy = ref(false)
  const failure = shallowRef<unknown>(null)
  let key = newKey()

  async function write(act: (idempotencyKey: string) => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    failure.value = null
    let open = false
    try {
      await act(key)
      return true
    } catch (error) {
      failure.value = error
      open = error instanceof ApiProblem && error.unanswered
      return false
    } finally {
      if (!open) key = newKey()
      busy.value = false
    }
  }

  return { busy, failure, write }
}
