// How many whistles wait for whoever is signed in: answered, reported, rated or ruled by their posts.
import { get } from '@shared/api'
import type { Post } from '@shared/types'
import type { WhistlePage } from '@shared/whistles'
import type { Tally } from '../queues'

const ROLES = ['station_officer', 'station_head', 'department_officer', 'coordinator', 'grid_member', 'community_head', 'grid_head', 'leader', 'district_dispatcher', 'city_dispatcher']
const MOST = 50

/** Posts that call, are called, or look on. */
export function readsWhistles(post: Post | null): boolean {
  return ROLES.includes(post?.role ?? '')
}

export async function countWhistles(): Promise<Tally> {
  const page = await get<WhistlePage>('/whistles', { query: { waiting: 'me', limit: MOST } })
  return { count: page.items.length, more: page.next !== null }
}
