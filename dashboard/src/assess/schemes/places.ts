// Names of districts, towns and communities for peer groups; asked for once, the browser keeps them.
import { get } from '@shared/api'
import type { GridCollection } from '@shared/types'

export interface Place { code: string; name: string; parent: string | null }

const asked = new Map<string, Promise<Place[]>>()

/** The places of a level, or those inside `parent`, by code. */
export function placesOf(level: 'district' | 'town' | 'community', parent: string | null = null): Promise<Place[]> {
  const key = `${level}:${parent ?? ''}`
  const known = asked.get(key)
  if (known) return known
  const promise = get<GridCollection>('/grids', { query: { level, parent } }).then(({ features }) => features
    .map(({ properties }) => ({ code: properties.code, name: properties.name, parent: properties.parent }))
    .sort((a, b) => a.code.localeCompare(b.code)))
  promise.catch(() => asked.delete(key))
  asked.set(key, promise)
  return promise
}

/** Districts and towns together: what a scheme usually groups. */
export async function districtsAndTowns(): Promise<{ districts: Place[]; towns: Place[] }> {
  const [districts, towns] = await Promise.all([placesOf('district'), placesOf('town')])
  return { districts, towns }
}
