// Which rosters a place has: that of its station, district or city, and those of the departments at home there. Pure.
import type { Department, Named } from '@shared/types'
import type { Unit } from './types'

/** The division whose roster covers `code`: itself for city, district and town, the town of anything smaller; at sea the district. */
export function rosterHome(code: string): string {
  if (code.length <= 6) return code
  const town = code.slice(0, 9)
  return town.endsWith('000') ? code.slice(0, 6) : town
}

export interface Choice extends Named { unit: Unit }

/** The rosters to choose from: the territory first, then its departments, then the person's own ones from elsewhere. */
export function rosterChoices(home: Named, departments: readonly Department[], own: readonly Named[]): Choice[] {
  const at = departments.filter((row) => row.division === home.code)
  const rows: Named[] = [...at, ...own.filter((row) => !at.some((known) => known.code === row.code))]
  return [{ ...home, unit: { division: home.code } }, ...rows.map((row) => ({ code: row.code, name: row.name, unit: { department: row.code } }))]
}
