// Which rosters a place has: that of its station, district or city, and those of the departments at home there; who takes turns. Pure.
import type { Department, Named } from '@shared/types'
import type { Unit } from './types'

/** The division whose roster covers `code`: itself for city, district and town, the town of anything smaller; at sea the district. */
export function rosterHome(code: string): string {
  if (code.length <= 6) return code
  const town = code.slice(0, 9)
  return town.endsWith('000') ? code.slice(0, 6) : town
}

/** Roles whose holders take turns on a roster: what to look for when somebody is to be put on it. */
export function dutyRoles(unit: Unit): string[] {
  if ('department' in unit) return ['department_officer']
  if (unit.division.length > 6) return ['station_officer', 'station_head']
  return [unit.division.endsWith('00') ? 'city_dispatcher' : 'district_dispatcher', 'coordinator']
}

export interface Choice extends Named { unit: Unit }

/** The rosters to choose from: the territory first, then its departments, then the person's own ones from elsewhere. */
export function rosterChoices(home: Named, departments: readonly Department[], own: readonly Named[]): Choice[] {
  const at = departments.filter((row) => row.division === home.code)
  const rows: Named[] = [...at, ...own.filter((row) => !at.some((known) => known.code === row.code))]
  return [{ ...home, unit: { division: home.code } }, ...rows.map((row) => ({ code: row.code, name: row.name, unit: { department: row.code } }))]
}
