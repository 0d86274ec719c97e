// The five fixes of every grid as the server reckons them.
import type { Named } from '@shared/types'

export const WHATS = ['area', 'people', 'duties', 'tasks', 'rewards'] as const
export type What = (typeof WHATS)[number]
export interface Turn { role_name: string; name: string; unit: string; stands_in_for?: string | null }
export interface Missing { what: What; what_name: string; text: string; turn: Turn | null }
export interface FiveItem { code: string; name: string; town: Named | null; n?: number; complete?: number; fixed: Record<What, boolean>; missing: Missing[] }
export interface FiveFixes { as_of: string; definition: string; n: number; complete: number; rate: number | null; link: string; items: FiveItem[] }
