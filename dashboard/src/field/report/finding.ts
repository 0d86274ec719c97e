// Finding a kind by what somebody types: characters, pinyin, or the first letters of its syllables. No DOM.
import type { Category } from '@shared/types'

/** What a grid member may report: every kind but the groups, and opinions have a page of their own. */
export function choosable(all: Category[]): Category[] {
  return all.filter((one) => one.parent !== null && one.parent !== 'M')
}

export function kindName(kind: Pick<Category, 'name' | 'public_name' | 'name_en' | 'public_name_en'>, locale: string): string {
  return locale === 'en' ? kind.public_name_en || kind.name_en : kind.public_name || kind.name
}

/** How well it fits, 0 best; null not at all. */
function fit(kind: Category, typed: string): number | null {
  const [initials, pinyin] = [kind.initials ?? '', kind.pinyin ?? '']
  const tests = [
    kind.public_name.startsWith(typed) || kind.name.startsWith(typed), initials.startsWith(typed), pinyin.startsWith(typed),
    kind.public_name.includes(typed) || kind.name.includes(typed), initials.includes(typed), pinyin.includes(typed),
    `${kind.name_en} ${kind.public_name_en ?? ''}`.toLowerCase().includes(typed), kind.code.toLowerCase() === typed,
  ]
  const rank = tests.indexOf(true)
  return rank < 0 ? null : rank
}

/** The kinds that fit, the best first; everything for nothing typed. */
export function findKinds(all: Category[], words: string): Category[] {
  const typed = words.trim().toLowerCase().replace(/\s+/g, '')
  if (typed === '') return all
  return all.map((kind, n) => ({ kind, n, rank: fit(kind, typed) })).filter((row) => row.rank !== null)
    .sort((a, b) => a.rank! - b.rank! || a.n - b.n).map((row) => row.kind)
}
