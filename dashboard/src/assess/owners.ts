// Everybody of a level whose score the reader may see: lists to choose from need all of them, page by page.
import { get } from '@shared/api'

export interface Owner { id: number; owner: string; name: string; points: number | null; town: { name: string } | null }

const PAGES = 30
const ROWS = 200

/** Of one assessment, or of the newest one. */
export async function allOwners(level: string, assessment: number | null, signal: AbortSignal): Promise<Owner[]> {
  const found: Owner[] = []
  let next: string | null = `/assessments?level=${level}&limit=${ROWS}${assessment ? `&assessment=${assessment}` : ''}`
  for (let page = 0; next && page < PAGES; page += 1) {
    const part: { items: Owner[]; next: string | null } = await get(next, { signal })
    found.push(...part.items)
    next = part.next
  }
  return found
}

/** How an owner is called where it is chosen by typing. */
export const ownerLabel = (one: Owner): string => `${one.name}${one.town && one.town.name !== one.name ? ` · ${one.town.name}` : ''} · ${one.owner}`
