// A clock for templates: `const now = useNow()` re-renders what depends on it, no more often than asked.
import { onScopeDispose, ref, type Ref } from 'vue'

/** Milliseconds now, refreshed every `everyMs`; stops with the component. */
export function useNow(everyMs = 15_000): Readonly<Ref<number>> {
  const now = ref(Date.now())
  const timer = setInterval(() => { now.value = Date.now() }, everyMs)
  onScopeDispose(() => clearInterval(timer))
  return now
}
