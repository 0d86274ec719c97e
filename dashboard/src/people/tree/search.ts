// What the search box offers: divisions by name or code, people as the server finds them. No DOM.
import type { GridProperties } from '@shared/types'
import type { FoundPerson } from '../types'

export interface Hit { key: string; label: string; hint: string; kind: 'division' | 'person'; code?: string; id?: number }
export interface HitGroup { kind: 'division' | 'person'; hits: Hit[] }

const MOST_DIVISIONS = 8
const WIDTH: Record<string, number> = { city: 0, district: 1, town: 2, community: 3, street_grid: 4, sub_grid: 5 }

/** Whether words are worth a question: one Chinese character says a family name, one digit says nothing. */
export function isAsking(words: string): boolean {
  const text = words.trim()
  return text.length >= 2 || /\p{Script=Han}/u.test(text)
}

/** Divisions whose name holds the words or whose code begins with them; exact ones first, then the larger ones. */
export function findDivisions(words: string, areas: readonly Pick<GridProperties, 'code' | 'name' | 'level' | 'parent'>[]): typeof areas[number][] {
  const text = words.trim()
  if (text === '') return []
  const upper = text.toUpperCase()
  const rank = (area: typeof areas[number]): number => (area.code === upper || area.name === text ? 0 : area.name.startsWith(text) ? 1 : 2)
  return areas
    .filter((area) => area.name.includes(text) || (/^\d/.test(text) && area.code.startsWith(upper)))
    .sort((a, b) => rank(a) - rank(b) || (WIDTH[a.level] ?? 9) - (WIDTH[b.level] ?? 9) || (a.code < b.code ? -1 : 1))
    .slice(0, MOST_DIVISIONS)
}

/** One list in groups; divisions first when one of them begins with the words, otherwise people. */
export function groupHits(words: string, areas: readonly { code: string; name: string; level: string; above: string }[], people: readonly FoundPerson[], levelName: (level: string) => string): HitGroup[] {
  const divisions: Hit[] = areas.map((area) => ({ key: `d${area.code}`, kind: 'division', code: area.code, label: area.name, hint: [levelName(area.level), area.above, area.code].filter(Boolean).join(' · ') }))
  const persons: Hit[] = people.map((person) => ({
    key: `p${person.id}`, kind: 'person', id: person.id, label: person.name,
    hint: [...person.posts.slice(0, 2).map((post) => `${post.division.name} ${post.role_name}`), person.staff_no ?? '', matchedPhone(words, person)].filter(Boolean).join(' · '),
  }))
  const groups: HitGroup[] = [{ kind: 'division', hits: divisions }, { kind: 'person', hits: persons }]
  // 林 is a family name before it is a part of 杏林街道.
  const named = areas.some((area) => area.name.startsWith(words.trim()) || area.code.startsWith(words.trim().toUpperCase()))
  if (!named) groups.reverse()
  return groups.filter((group) => group.hits.length > 0)
}

// The number itself is shown only where it was searched for.
function matchedPhone(words: string, person: FoundPerson): string {
  const digits = words.replace(/\D/g, '')
  if (digits.length < 3) return ''
  return [person.phone, person.office_phone].find((number) => number?.replace(/\D/g, '').includes(digits)) ?? ''
}
