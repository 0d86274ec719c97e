// Where somebody's work lies and whom they may manage. The server decides; this only shows or hides the buttons.
import type { Post } from '@shared/types'
import { within } from '../command/divisions'

/** The division to open first: that of the first post with a territory, else the city. */
export function homeOf(posts: readonly Pick<Post, 'division'>[], city: string): string {
  return posts.find((post) => post.division)?.division || city
}

/** Whether one of these posts manages the people of `division`: administrators, coordinators, heads of stations. */
export function mayManage(posts: readonly Pick<Post, 'role' | 'division'>[], division: string): boolean {
  return posts.some((post) => {
    if (post.role === 'administrator') return true
    return (post.role === 'coordinator' || post.role === 'station_head') && within(division, post.division)
  })
}
