// A list that is read page by page: the newest question wins, and a page that comes too late is dropped.
import { ref, shallowRef } from 'vue'

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
