// How many messages wait for whoever is signed in: asked each minute (nights end by the clock) and soon after live events.
import { onScopeDispose, readonly, ref, type Ref } from 'vue'
import { get, post } from '@shared/api'

export interface Message {
  id: number; name: string; text: string; urgent: boolean; at: string; read_at: string | null; personal: boolean
  case: { id: number; number: string } | null; whistle_id: number | null
}
export interface MessagePage { items: Message[]; unread: number; next: string | null; as_of: string }

const EVERY_MS = 60_000
const SOON_MS = 1_500
const waiting = ref(0)
let soon: ReturnType<typeof setTimeout> | undefined

async function count(): Promise<void> {
  const answer = await get<MessagePage>('/messages', { query: { unread: true, limit: 1 } }).catch(() => null)
  if (answer) waiting.value = answer.unread
}

/** Something happened on the live line: perhaps there is a message about it. */
export function hearMessages(): void {
  soon ??= setTimeout(() => {
    soon = undefined
    void count()
  }, SOON_MS)
}

/** The number of unread messages, kept fresh while the component lives. */
export function useUnread(): Readonly<Ref<number>> {
  void count()
  const timer = setInterval(() => { if (!document.hidden) void count() }, EVERY_MS)
  onScopeDispose(() => clearInterval(timer))
  return readonly(waiting)
}

export function loadMessages(unread: boolean, next: string | null): Promise<MessagePage> {
  return get<MessagePage>(next ?? '/messages', next ? {} : { query: { unread: unread || undefined, limit: 30 } })
}

/** Mark one as read; with null everything that waits. */
export async function markRead(id: number | null): Promise<void> {
  const answer = await post<{ unread: number }>(id === null ? '/messages/read-all' : `/messages/${id}/read`)
  waiting.value = answer.unread
}
