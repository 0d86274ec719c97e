// Whether our server answers. The radio's word is not enough: a hotel's login page answers everything with 200.
import { apiUrl } from '@shared/api'

const PATIENCE_MS = 6_000

export interface Health { online: boolean; serverTime: string | null }

/** Online is what /health says in its own words. */
export async function askHealth(): Promise<Health> {
  try {
    const response = await fetch(apiUrl('/health'), { cache: 'no-store', credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) })
    const answer = (await response.json()) as { status?: string; time?: string }
    return { online: response.ok && answer.status === 'ok', serverTime: answer.time ?? null }
  } catch {
    return { online: false, serverTime: null }
  }
}
