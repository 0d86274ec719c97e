import type { Named, Photo } from '@shared/types'

/** What the holder of a link sees. */
export interface Asked {
  reference: string; state: 'open' | 'answered' | 'revoked' | 'expired' | 'over'; asked_by: string; expires_at: string
  reply: 'done' | 'denied' | null; answered_at: string | null
  category: Named | null; place: string[]; lon: number | null; lat: number | null; standard: string[]; photos: Photo[]
}
