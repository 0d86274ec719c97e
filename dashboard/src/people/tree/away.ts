// Who is away now, for the marks in the tree: asked for once for the whole page and again after a change.
import { shallowRef } from 'vue'
import { get } from '@shared/api'
import { within } from '../../command/divisions'
import type { HeldPost, PeopleAnswer } from '../types'

export interface AwayPost { person: number; division: string; covered: boolean }
export interface AwayTally { people: number; uncovered: number }

const PAGE = 200
const MOST_PAGES = 6
const posts = shallowRef<readonly AwayPost[]>([])

/** How many people of `code` and below are away, and how many posts nobody holds meanwhile. */
export function tallyAway(all: readonly AwayPost[], code: string): AwayTally {
  const here = all.filter((post) => within(post.division, code))
  return { people: new Set(here.map((post) => post.person)).size, uncovered: here.filter((post) => !post.covered).length }
}

/** Posts of somebody who is away, as the tally needs them. */
export function awayPosts(person: number, held: readonly HeldPost[]): AwayPost[] {
  return held.filter((post) => post.away).map((post) => ({ person, division: post.division.code, covered: post.acting !== null }))
}

/** Ask again; without an answer the marks stay as they are. */
export async function loadAway(): Promise<void> {
  const found: AwayPost[] = []
  let next: string | null = `/people?away=true&limit=${PAGE}`
  try {
    for (let page = 0; next !== null && page < MOST_PAGES; page += 1) {
      const answer: PeopleAnswer = await get<PeopleAnswer>(next)
      found.push(...answer.items.flatMap((person) => awayPosts(person.id, person.posts)))
      next = answer.next
    }
    posts.value = found
  } catch {
    // The tree says everything else without these marks.
  }
}

export const awayNow = posts
