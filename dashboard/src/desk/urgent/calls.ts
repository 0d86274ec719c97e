// Urgent calls that wait for somebody: heard on the live line, asked for again every half minute.
import { onScopeDispose, readonly, ref, shallowRef, watch, type ShallowRef } from 'vue'
import { get, post } from '@shared/api'
import type { LiveEvent, Named } from '@shared/types'

export interface WaitingCall {
  id: number; state: 'open' | 'received' | 'withdrawn'; made_at: string; called_at: string; text: string
  person: { id: number; name: string; phone: string | null }; district: Named; town: Named | null; grid: Named | null
  lon: number | null; lat: number | null; mine: boolean; may_receive: boolean
}

const EVERY_MS = 30_000
const heard = ref(0)

export function hearUrgent(events: readonly LiveEvent[]): void {
  if (events.some((event) => event.name.startsWith('person.urgent_'))) heard.value += 1
}

/** Calls of the own ground that nobody has received; somebody else's 收到 takes them away. */
export function useWaitingCalls(): { calls: Readonly<ShallowRef<WaitingCall[]>>; receive: (id: number) => Promise<void> } {
  const calls = shallowRef<WaitingCall[]>([])

  async function load(): Promise<void> {
    const answer = await get<{ items: WaitingCall[] }>('/urgent-calls', { query: { open: true } }).catch(() => null)
    if (answer) calls.value = answer.items.filter((call) => call.may_receive)
  }

  async function receive(id: number): Promise<void> {
    await post(`/urgent-calls/${id}/received`, {})
    await load()
  }

  const timer = setInterval(() => { if (!document.hidden) void load() }, EVERY_MS)
  onScopeDispose(() => clearInterval(timer))
  watch(heard, () => void load(), { immediate: true })
  return { calls: readonly(calls) as Readonly<ShallowRef<WaitingCall[]>>, receive }
}
