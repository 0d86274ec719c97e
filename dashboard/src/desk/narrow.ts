// Whether the page stands on a phone or a narrow window: one column at a time.
import { onScopeDispose, readonly, ref, type Ref } from 'vue'

export const NARROW = '(max-width: 900px)'

export function useNarrow(): Readonly<Ref<boolean>> {
  const query = window.matchMedia(NARROW)
  const narrow = ref(query.matches)
  const listen = () => { narrow.value = query.matches }
  query.addEventListener('change', listen)
  onScopeDispose(() => query.removeEventListener('change', listen))
  return readonly(narrow)
}
