// The ground that a person stands on: the first post with a grid, else the first post. No DOM.
import type { Person, Post } from '@shared/types'

export interface Ground { code: string | null; name: string; role: string; town: string | null }

const FIRST = ['grid_member', 'assistant', 'grid_head', 'community_head', 'station_officer', 'station_head']

/** The town of a division's code, when it lies in one. */
export function townOf(code: string | null | undefined): string | null {
  return code && code.length >= 9 ? code.slice(0, 9) : null
}

export function ownPost(me: Person): Post | null {
  const own = me.posts.filter((post) => !post.stands_in_for)
  const order = (post: Post) => (FIRST.indexOf(post.role) + FIRST.length + 1) % (FIRST.length + 1)
  return [...(own.length > 0 ? own : me.posts)].sort((a, b) => order(a) - order(b))[0] ?? null
}

export function ownGround(me: Person): Ground {
  const post = ownPost(me)
  return { code: post?.division ?? null, name: post?.department_name ?? post?.division_name ?? me.name, role: post?.role_name ?? '', town: townOf(post?.division) }
}
