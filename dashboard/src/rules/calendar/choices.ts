// What a stop or a notice may be about: divisions of the city, categories and their groups.
import { get } from '@shared/api'
import { useAsked } from '@shared/asked'
import type { Named, PublicSettings } from '@shared/types'
import { readTree } from '../../people/emergency/towns'

interface CategoryRow { code: string; parent: string | null; name: string }

/** The city and its districts, asked for once they are wanted. */
export function useDistricts(settings: PublicSettings, wanted: () => boolean) {
  return useAsked<Named[]>(() => (wanted() ? settings.city.code : null), async (signal) => {
    const tree = await readTree(settings.city.code, signal)
    return [{ code: settings.city.code, name: settings.city.name }, ...tree.children.filter((child) => child.level === 'district')]
  })
}

/** The towns of a district. */
export function useTowns(district: () => string, city: string) {
  return useAsked<Named[]>(() => (district() && district() !== city ? district() : null), async (signal) => (await readTree(district(), signal)).children.filter((child) => child.level === 'town'))
}

/** Groups with their categories, as two levels of one list. */
export function useSubjects(wanted: () => boolean) {
  return useAsked<{ code: string; name: string; items: Named[] }[]>(() => (wanted() ? 'categories' : null), async (signal) => {
    const { categories } = await get<{ categories: CategoryRow[] }>('/categories', { signal })
    return categories.filter((row) => row.parent === null && row.code.length === 1)
      .map((group) => ({ code: group.code, name: group.name, items: categories.filter((row) => row.parent === group.code) }))
  })
}
