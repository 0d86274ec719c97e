// A list that is read page by page: the newest question wins, and a page that comes too late is dropped.
import { computed, ref, shallowRef, watch } from 'vue'

export interface Page<Item> {
  items: Item[]
  /** Address of the next page; null at the end. */
  next: string | null
}

/** `read` fetches the first page when it gets null, else the page at that address. */
export function usePages<Item>(read: (next: string | null) => Promise<Page<Item>>) {
  const items = shallowRef<Item[]>([])
  const next = ref<string | null>(null)
  const failure = shallowRef<unknown>(null)
  const loading = ref(false)
  let turn = 0

  async function load(more = false): Promise<void> {
    const mine = ++turn
    loading.value = true
    failure.value = null
    if (!more) items.value = []
    try {
      const answer = await read(more ? next.value : null)
      if (mine !== turn) return
      items.value = [...items.value, ...answer.items]
      next.value = answer.next
    } catch (error) {
      if (mine === turn) failure.value = error
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  return { items, next, failure, loading, load }
}

/** The rest of a list whose first page is asked for otherwise and may come anew: then the rest goes. */
export function useRest<Item>(first: () => Page<Item> | null, read: (address: string) => Promise<Page<Item>>) {
  const rest = shallowRef<Item[]>([])
  const next = ref<string | null>(null)
  const failure = shallowRef<unknown>(null)
  const loading = ref(false)
  const items = computed(() => [...(first()?.items ?? []), ...rest.value])
  let turn = 0

  watch(first, (page) => {
    turn += 1
    rest.value = []
    next.value = page?.next ?? null
    failure.value = null
    loading.value = false
  }, { immediate: true })

  async function more(): Promise<void> {
    if (!next.value || loading.value) return
    const mine = turn
    loading.value = true
    failure.value = null
    try {
      const answer = await read(next.value)
      if (mine !== turn) return
      rest.value = [...rest.value, ...answer.items]
      next.value = answer.next
    } catch (error) {
      if (mine === turn) failure.value = error
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  return { items, next, failure, loading, more }
}
