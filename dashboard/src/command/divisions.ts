// The city's areas on the board: districts, towns, street-level grids; who lies in whom is told by their codes.
import { get } from '@shared/api'
import type { GridCollection, GridProperties } from '@shared/types'

export const AREA_LEVELS = ['district', 'town', 'street_grid'] as const
export type AreaLevel = (typeof AREA_LEVELS)[number]
export type Level = 'city' | AreaLevel | 'other'

/** The level that a code stands for; 'other' for communities and sub-grids, which the board does not draw. */
export function levelOf(code: string): Level {
  if (/^\d{4}00$/.test(code)) return 'city'
  if (/^\d{6}$/.test(code)) return 'district'
  if (/^\d{9}$/.test(code)) return 'town'
  return /^\d{9}G\d{2}$/.test(code) ? 'street_grid' : 'other'
}

/** What every code inside `code` begins with. */
export function prefixOf(code: string): string {
  return levelOf(code) === 'city' ? code.slice(0, 4) : code
}

/** Whether the area `code` is `scope` or lies in it. */
export function within(code: string, scope: string): boolean {
  return code.startsWith(prefixOf(scope))
}

export interface Atlas {
  layers: Record<AreaLevel, GridCollection>
  area: (code: string) => GridProperties | undefined
  children: (code: string) => GridProperties[]
  /** From the district down to the area itself; empty for the city. */
  path: (code: string) => GridProperties[]
}

/** Look-ups over the three layers. */
export function makeAtlas(layers: Record<AreaLevel, GridCollection>): Atlas {
  const byCode = new Map<string, GridProperties>()
  const byParent = new Map<string, GridProperties[]>()
  for (const level of AREA_LEVELS) {
    for (const { properties } of layers[level].features) {
      byCode.set(properties.code, properties)
      const parent = properties.parent ?? ''
      byParent.set(parent, [...(byParent.get(parent) ?? []), properties])
    }
  }
  const path = (code: string): GridProperties[] => {
    const area = byCode.get(code)
    return area ? [...path(area.parent ?? ''), area] : []
  }
  return { layers, path, area: (code) => byCode.get(code), children: (code) => byParent.get(code) ?? [] }
}

/** The three layers from the server; they rarely change and come with an ETag, so the browser's cache holds them. */
export async function loadAtlas(): Promise<Atlas> {
  const [district, town, grid] = await Promise.all(AREA_LEVELS.map((level) => get<GridCollection>('/grids', { query: { level } })))
  return makeAtlas({ district: district!, town: town!, street_grid: grid! })
}

/** Names for the map and narrow places: 新阳街道 → 新阳, 集美区 stays, a grid shows its number. */
export function shortName(area: Pick<GridProperties, 'code' | 'name' | 'level'>): string {
  if (area.level === 'street_grid') return area.code.slice(-2)
  return area.level === 'town' ? area.name.replace(/(?<=..)(街道|镇)$/, '') : area.name
}

/** The area that the map shows for `code`: itself, or the town (at sea the district) of a community or sub-grid. */
export function drawnArea(atlas: Atlas, code: string): string {
  if (levelOf(code) !== 'other') return code
  return [code.slice(0, 9), code.slice(0, 6)].find((one) => atlas.area(one)) ?? `${code.slice(0, 4)}00`
}
