// Which posts a division has and who arranges them: what the forms offer. The server decides.
import type { Post } from '@shared/types'
import { within } from '../../command/divisions'
import type { DivisionLevel } from '../types'

const TEAM = ['area_cadre', 'police_officer', 'environment_supervisor', 'waste_guide', 'community_worker', 'volunteer']
const SEATS: Record<DivisionLevel, string[]> = {
  city: ['grid_head', 'leader', 'coordinator', 'city_dispatcher', 'department_officer', 'auditor', 'administrator'],
  district: ['grid_head', 'leader', 'coordinator', 'district_dispatcher', 'department_officer', 'assessor'],
  town: ['grid_head', 'station_head', 'station_officer', 'department_officer'],
  street_grid: ['grid_member', 'grid_head'],
  community: ['community_head', 'assistant', ...TEAM],
  sub_grid: ['grid_member'],
}
const OF_STATION = new Set(['grid_member', 'station_officer', 'assistant', 'community_head', ...TEAM])
const ABOVE_COORDINATOR = new Set(['leader', 'coordinator', 'auditor', 'administrator'])

type Own = Pick<Post, 'role' | 'division' | 'department'>

/** Roles that somebody with `posts` may fill in a division of this level, the usual one first. */
export function seatsFor(posts: readonly Own[], division: string, level: DivisionLevel): string[] {
  const arranges = (role: string): boolean => posts.some((post) => {
    if (post.department || !within(division, post.division)) return false
    if (post.role === 'administrator') return true
    if (post.role === 'station_head') return OF_STATION.has(role)
    return post.role === 'coordinator' && !ABOVE_COORDINATOR.has(role) && !(role === 'grid_head' && division === post.division)
  })
  return SEATS[level].filter(arranges)
}
