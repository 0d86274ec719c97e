// The categories a citizen can choose: the likely ones first, then two roots, in two taps.
import { computed, ref, shallowRef } from 'vue'
import { get } from '@shared/api'
import type { Locale } from '@shared/i18n'
import { questionsFor, type Question } from '@shared/questions'
import type { Category, CategoryAnswer, Named, Premises } from '@shared/types'
import { UNSURE } from './draft'

export type Root = 'sanitation' | 'ecology'
export interface CategoryGroup { code: string; name: string; items: Category[] }

const RECENT_KEY = 'gridwhistle.recentCategories'
const KEPT_KEY = 'gridwhistle.categories'
const SHOWN = 5
// What people in the province report most (odour, noise, waste); a city without these codes shows its catalogue's order.
const COMMON = ['D01', 'A02', 'A05', 'C01', 'B04']
const all = shallowRef<Category[]>([])
const questions = shallowRef<Question[]>([])
export const premises = shallowRef<Premises[]>([])
const recent = ref<string[]>(readRecent())

function readRecent(): string[] {
  try {
    return JSON.parse(localStorage.getItem(RECENT_KEY) ?? '[]') as string[]
  } catch {
    return []
  }
}

/** From the server, else as this device read them last: a report can be written without signal. */
export async function loadCategories(): Promise<void> {
  try {
    take(await get<CategoryAnswer>('/categories'))
  } catch (error) {
    const kept = localStorage.getItem(KEPT_KEY)
    if (!kept) throw error
    return take(JSON.parse(kept) as CategoryAnswer)
  }
  keep(KEPT_KEY, { categories: all.value, questions: questions.value, premises: premises.value })
}

/** A full or forbidden storage never stands in the way of reporting. */
function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // The page works without; the next opening asks the server.
  }
}

function take(answer: Pick<CategoryAnswer, 'categories' | 'questions' | 'premises'>): void {
  all.value = answer.categories
  questions.value = answer.questions ?? []
  premises.value = answer.premises ?? []
}

/** What a report of this kind is asked besides. */
export function askedOf(code: string | null): Question[] {
  return questionsFor(questions.value, categoryOf(code))
}

export const choosable = computed(() => all.value.filter((one) => one.public && one.parent !== null && one.code !== UNSURE))

/** Chosen before on this device, then what is common. */
export const likely = computed(() => {
  const first = [...recent.value, ...COMMON].map((code) => choosable.value.find((one) => one.code === code)).filter((one) => one !== undefined)
  return [...new Set([...first, ...choosable.value])].slice(0, SHOWN)
})

/** The kinds under one root, by group: a group may stand under both (air: dust on the road is sanitation). */
export function groupsOf(root: Root, locale: Locale): CategoryGroup[] {
  return all.value
    .filter((group) => group.parent === null)
    .map((group) => ({ code: group.code, name: labelOf(group, locale), items: choosable.value.filter((one) => one.parent === group.code && one.root === root) }))
    .filter((group) => group.items.length > 0)
}

export function labelOf(category: Category, locale: Locale): string {
  return locale === 'en' ? category.public_name_en || category.name_en || category.public_name : category.public_name || category.name
}

/** A kind that the server named, in the language of the page when it is known here. */
export function kindName(named: Named, locale: Locale): string {
  const known = locale === 'en' ? categoryOf(named.code) : undefined
  return known ? labelOf(known, locale) : named.name
}

/** What to photograph; the closing standard behind it is the station's matter. */
export function hintOf(category: Category | undefined): string {
  return category?.look_for.split('结案看')[0] ?? ''
}

export function categoryOf(code: string | null): Category | undefined {
  return all.value.find((one) => one.code === code)
}

export function rememberCategory(code: string): void {
  if (code === UNSURE) return
  recent.value = [code, ...recent.value.filter((one) => one !== code)].slice(0, 3)
  keep(RECENT_KEY, recent.value)
}
