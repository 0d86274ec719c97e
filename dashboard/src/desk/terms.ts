// Names of codes. The server speaks Chinese; English ones come from the catalogue and from here.
import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { get } from '@shared/api'
import type { CaseItem, Category, CategoryAnswer, Department, Named, Place } from '@shared/types'
import { englishTerms } from './englishTerms'

export const catalogue = shallowRef<CategoryAnswer | null>(null)
const departments = new Map<string, Promise<Department[]>>()

/** Categories, sources and reasons; asked for once. */
export async function loadCatalogue(): Promise<void> {
  catalogue.value ??= await get<CategoryAnswer>('/categories')
}

/** Units that a case of this division can go to; asked for once per division. */
export function loadDepartments(division: string | null): Promise<Department[]> {
  const key = division ?? ''
  const known = departments.get(key)
  if (known) return known
  const asked = get<{ departments: Department[] }>('/departments', { query: { division } }).then((answer) => answer.departments)
  asked.catch(() => departments.delete(key))
  departments.set(key, asked)
  return asked
}

export function findCategory(code: string): Category | null {
  return catalogue.value?.categories.find((row) => row.code === code) ?? null
}

export interface SourceRow extends Named { number_required?: boolean; due_allowed?: boolean }

export function findSource(code: string | null): SourceRow | null {
  return (catalogue.value?.sources as SourceRow[] | undefined)?.find((row) => row.code === code) ?? null
}

/** `杏林湾路` or, without words for the place, the smallest named division. */
export function placeName(place: Place & { place_text: string | null }): string {
  return place.place_text || place.community?.name || place.town?.name || place.district?.name || ''
}

/** `第03网格` without the town's name in front, for sea grids the name of the sea grid. */
export function gridName(place: Place): string {
  const name = place.street_grid?.name ?? place.sub_grid?.name ?? ''
  const town = place.town?.name ?? ''
  return town && name.startsWith(town) ? name.slice(town.length) : name
}

type Clocked = Pick<CaseItem, 'due_stage' | 'state' | 'late' | 'put_off'> & { flags?: Named[] }

/** Its clock stands still: the reporter is asked for more, or the case rests until an approved date or for an emergency. */
export function isPaused(item: Clocked): boolean {
  return item.flags?.some((flag) => flag.code === 'question_id') || item.state === 'suspended' || (item.put_off && !item.late)
}

/** Its clock is nobody's delay: it stands still, or the reporter is asked for a judgement. */
export function isWaiting(item: Clocked): boolean {
  return isPaused(item) || item.due_stage === 'answer'
}

export function useTerms() {
  const { t, locale } = useI18n()
  const english = () => locale.value === 'en'
  const from = (table: Record<string, string>) => (code: string, name: string) => (english() ? table[code] ?? name : name)
  const flag = from(englishTerms.flags)
  return {
    state: (code: string, name: string) => (english() ? t(`states.${code}`) : name),
    action: from(englishTerms.actions),
    role: from(englishTerms.roles),
    stage: from(englishTerms.stages),
    source: from(englishTerms.sources),
    sourceName: (name: string) => (english() ? englishTerms.sources[catalogue.value?.sources.find((row) => row.name === name)?.code ?? ''] ?? name : name),
    field: from(englishTerms.fields),
    choice: from(englishTerms.choices),
    flag: (row: Named) => flag(row.code, row.name),
    category: (row: Named) => (english() ? findCategory(row.code)?.name_en || row.name : row.name),
  }
}
