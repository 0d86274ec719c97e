// Cases of the public map for a viewport: asked in whole steps of a degree, so that neighbours' answers come from the cache.
import { get } from '@shared/api'
import type { Named, Phase, Photo } from '@shared/types'

export interface PublicCase {
  id: number; category: Named; state: string; state_name: string; phase: Phase; lon: number; lat: number
  place: Named | null; reported_on: string; closed_on: string | null; reports: number; photos: Photo[]; simulated: boolean
}
interface PublicPage { items: PublicCase[]; days: number; next: string | null; as_of: string }
export interface PublicCases { items: PublicCase[]; days: number; more: boolean; asOf: string }
export type Box = [west: number, south: number, east: number, north: number]

const STEP = 0.05
const PAGE = 500
const MOST_PAGES = 2

/** The box widened to whole steps. */
export function widened([west, south, east, north]: Box): Box {
  const down = (degrees: number) => Number((Math.floor(degrees / STEP) * STEP).toFixed(2))
  const up = (degrees: number) => Number((Math.ceil(degrees / STEP) * STEP).toFixed(2))
  return [down(west), down(south), up(east), up(north)]
}

export async function readPublicCases(box: Box): Promise<PublicCases> {
  const items: PublicCase[] = []
  let page = await get<PublicPage>('/public/cases', { query: { bbox: widened(box).join(','), limit: PAGE } })
  items.push(...page.items)
  for (let turn = 1; page.next && turn < MOST_PAGES; turn += 1) {
    page = await get<PublicPage>(page.next)
    items.push(...page.items)
  }
  return { items, days: page.days, more: page.next !== null, asOf: page.as_of }
}

/** Those inside the box, the newest first. */
export function inBox(items: readonly PublicCase[], [west, south, east, north]: Box): PublicCase[] {
  return items.filter((one) => one.lon >= west && one.lon <= east && one.lat >= south && one.lat <= north)
}
