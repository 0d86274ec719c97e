// Where the person belongs, read from the codes of the own posts: 350211103G04 lies in the town 350211103.
import type { Person } from '@shared/types'

const TOWN_DIGITS = 9
const DISTRICT_DIGITS = 6

const first = (me: Person, digits: number) => me.posts.map((post) => post.division ?? '').find((code) => code.length >= digits)?.slice(0, digits) ?? null

/** The town of the first post that lies in one. */
export function homeTown(me: Person): string | null {
  return first(me, TOWN_DIGITS)
}

export function homeDistrict(me: Person): string | null {
  return first(me, DISTRICT_DIGITS)
}
