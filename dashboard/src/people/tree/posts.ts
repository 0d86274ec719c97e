// How the posts of a division are told: the chain of heads, groups by role, who stands in. No DOM, no framework.
import type { HeldPost, PostRow, TreeAnswer } from '../types'

/** The heads of divisions, one at a time in each. */
export const HEADS = ['grid_head', 'community_head'] as const
/** Order of the groups on a card: who decides, who works here, who helps, who is called in an emergency. */
const ORDER = [
  'grid_head', 'community_head', 'leader', 'coordinator', 'city_dispatcher', 'district_dispatcher', 'station_head', 'station_officer', 'grid_member', 'assistant',
  'department_officer', 'area_cadre', 'police_officer', 'environment_supervisor', 'waste_guide', 'community_worker', 'volunteer', 'assessor', 'auditor', 'administrator',
]
/** The emergency team (应急编组) of a community. */
export const EMERGENCY_TEAM: ReadonlySet<string> = new Set(['area_cadre', 'police_officer', 'environment_supervisor', 'waste_guide', 'community_worker', 'volunteer'])

export interface RoleGroup { role: string; name: string; rows: PostRow[] }

const rank = (role: string): number => (ORDER.includes(role) ? ORDER.indexOf(role) : ORDER.length)

/** Posts in groups of one role, the most responsible first; within a group by name. */
export function byRole(posts: readonly PostRow[]): RoleGroup[] {
  const groups = new Map<string, RoleGroup>()
  for (const row of posts) {
    const group = groups.get(row.role) ?? { role: row.role, name: row.role_name, rows: [] }
    group.rows.push(row)
    groups.set(row.role, group)
  }
  for (const group of groups.values()) group.rows.sort((a, b) => a.person.name.localeCompare(b.person.name, 'zh-CN'))
  return [...groups.values()].sort((a, b) => rank(a.role) - rank(b.role))
}

export interface ChainLink { code: string; name: string; level: string; post: PostRow | null }

/** City to `code`: the head of every level, null where the seat is empty; what is not loaded yet is left out. */
export function headChain(codes: readonly string[], answerOf: (code: string) => TreeAnswer | null | undefined): ChainLink[] {
  return codes.flatMap((code) => {
    const answer = answerOf(code)
    if (!answer) return []
    const { name, level } = answer.division
    const post = answer.posts.find((row) => (HEADS as readonly string[]).includes(row.role)) ?? null
    // A community grid has members and no seat of a head.
    return level === 'sub_grid' && !post ? [] : [{ code, name, level, post }]
  })
}

/** The codes from the city to the division itself, each once; a community grid also lies in its community. */
export function chainCodes(answer: TreeAnswer): string[] {
  const { code, level, path } = answer.division
  const above = path.map((row) => row.code).filter((one) => one !== code)
  if (level === 'sub_grid' && answer.division.kind === 'land') above.push(code.slice(0, 12))
  return [...new Set([...above, code])]
}

/** Whether somebody else holds this post at this moment. */
export function standsIn(post: Pick<PostRow, 'away' | 'acting' | 'person'>): boolean {
  return post.away !== null && post.acting !== null && post.acting.id !== post.person.id
}

/** Number of posts on which nobody is there and nobody stands in. */
export function uncovered(posts: readonly Pick<HeldPost, 'away' | 'acting'>[]): number {
  return posts.filter((post) => post.away !== null && post.acting === null).length
}

