// Where somebody's work lies: the division that the page opens with.
import type { Post } from '@shared/types'

/** The division of the first post with a territory, else the city. */
export function homeOf(posts: readonly Pick<Post, 'division'>[], city: string): string {
  return posts.find((post) => post.division)?.division || city
}
