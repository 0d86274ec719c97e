// A supervision order as the case answers it.
export interface OrderWord { kind: 'reply' | 'accept' | 'reject'; at: string; who: string; unit: string; text: string }
export interface FiledOrder {
  id: number; text: string; issuer: string; issuer_id: number; issued_at: string; due_at: string | null; state: 'open' | 'accepted'
  accepted_at: string | null; replied_at: string | null; round: number; words: OrderWord[]
}
