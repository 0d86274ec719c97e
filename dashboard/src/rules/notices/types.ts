import type { Named } from '@shared/types'

export interface Notice {
  id: number; kind: string; kind_name: string; channel: string; channel_name: string; simulated: boolean; ticket: string | null
  district: Named | null; town: Named | null; text: string; state: 'waiting' | 'sending' | 'sent' | 'failed' | 'dropped'; state_name: string; tries: number
  error: { code: string; name: string } | null; created_at: string; send_at: string | null; ended_at: string | null
}
export interface Count { state: Notice['state']; name: string; value: number; definition: string; link: string }
export interface Way { code: string; name: string; simulated: boolean; check: boolean }
export interface NoticesPage { items: Notice[]; next: string | null; as_of: string; counts: Count[]; may_retry: boolean; ways: Way[] }
