// Where a person may look: the areas of their posts, and everything below.
import { isBlind } from '../desk/queues'
import { levelOf } from './divisions'
import type { Person, Post } from '@shared/types'

export interface Root { code: string; name: string }

const WIDEST_FIRST = ['city', 'district', 'town', 'street_grid', 'other']
const rank = (post: Post): number => (post.role === 'leader' ? 0 : 10) + WIDEST_FIRST.indexOf(levelOf(post.division))

// Departments have no area of their own, blind posts read no cases.
const hasArea = (post: Post): boolean => post.department === null && !isBlind(post)

/** The areas that the board may open in, the leader's own first, without doubles. */
export function rootsOf(person: Person): Root[] {
  const posts = person.posts.filter(hasArea).sort((a, b) => rank(a) - rank(b))
  const roots = new Map(posts.map((post) => [post.division, { code: post.division, name: post.division_name }]))
  return [...roots.values()]
}

/** The area that the address asks for (`?division=`) when it lies in one of `roots`, else the first root. */
export function startScope(roots: readonly Root[], search: string, inside: (code: string, root: string) => boolean): string {
  const asked = new URLSearchParams(search).get('division')
  if (asked && roots.some((root) => inside(asked, root.code))) return asked
  return roots[0]?.code ?? ''
}
