// How the board names a case in few words.
import type { CaseDetail, CaseItem } from '@shared/types'

/** What it is. */
export function caseTitle(item: CaseItem): string {
  return item.category.name
}

/** 集美区 后溪镇 第03网格: the parts that are known, widest first. The sea has a district and its own grid. */
export function gridText(item: CaseItem): string {
  const { district, town, street_grid, sub_grid } = item
  const grid = street_grid ?? sub_grid
  const short = grid && town && grid.name.startsWith(town.name) ? grid.name.slice(town.name.length) : grid?.name
  return [district?.name, town?.name, short].filter(Boolean).join(' ') || item.place_text || '—'
}

/** The whole case as the lists carry it: with the number of its reports instead of the reports. */
export function asItem(detail: CaseDetail): CaseItem {
  return { ...detail, reports: detail.reports.length }
}

/** A unit's name where space is short: the city goes without saying when the district is named. */
export function shortUnit(name: string): string {
  return name.replace(/^厦门市(?=..区)/, '')
}
