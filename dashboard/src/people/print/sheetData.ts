// What a community's sheet needs: its shape and those around, its people and those above it, who answers the phone.
import { get } from '@shared/api'
import type { GridCollection } from '@shared/types'
import { shapesOf, type Shape } from '../tree/grids'
import { EMERGENCY_TEAM } from '../tree/posts'
import type { PostRow, Someone, TreeAnswer } from '../types'
import { frameAround, frameBounds, type Frame } from './sheet'

/** A street-level grid with those community grids of the community that lie in it. */
export interface GridRow { code: string; name: string; head: PostRow | null; members: PostRow[]; parts: { code: string; name: string; members: PostRow[] }[] }
export interface DutyLine { unit: string; number: string }
export interface Sheet {
  community: TreeAnswer; town: TreeAnswer; frame: Frame
  own: Shape; parts: Shape[]; around: Shape[]
  grids: GridRow[]; team: PostRow[]; duty: DutyLine[]
  note: string
}

const MAP_MM = { width: 262, height: 244 }
const tree = (code: string): Promise<TreeAnswer> => get<TreeAnswer>('/tree', { query: { parent: code } })
const holders = (answer: TreeAnswer | undefined, role: string): PostRow[] => answer?.posts.filter((post) => post.role === role) ?? []

/** Read everything for the sheet. Throws ApiProblem; `not-found` when the code is no community. */
export async function loadSheet(code: string): Promise<Sheet> {
  const townCode = code.slice(0, 9)
  const [community, town, siblings, inside] = await Promise.all([tree(code), tree(townCode), shapesOf('community', townCode), shapesOf('sub_grid', code)])
  const own = siblings.features.find((row) => row.properties.code === code)
  const frame = own && frameAround([own], MAP_MM.width, MAP_MM.height)
  if (!own || !frame) throw new Error(code)
  const parts = inside.features
  const bbox = frameBounds(frame).map((value) => value.toFixed(6)).join(',')
  const codes = [...new Set([...parts.map((row) => row.properties.code), ...parts.map((row) => row.properties.parent ?? '')])].filter(Boolean)
  const [around, duty, ...answers] = await Promise.all([get<GridCollection>('/grids', { query: { level: 'street_grid', bbox } }), loadDuty(townCode), ...codes.map(tree)])
  const byCode = new Map(answers.map((answer) => [answer.division.code, answer]))
  return {
    community, town, frame, own, parts, around: around.features, duty, note: siblings.note ?? '',
    grids: [...new Set(parts.map((row) => row.properties.parent ?? ''))].sort().map((parent) => gridRow(parent, parts, byCode)),
    team: community.posts.filter((post) => EMERGENCY_TEAM.has(post.role)),
  }
}

// Members hold their post in the street-level grid or in a community grid itself: each is told once, where the post is.
function gridRow(code: string, parts: Shape[], answers: ReadonlyMap<string, TreeAnswer>): GridRow {
  const above = answers.get(code)
  return {
    code, name: above?.division.name ?? code, head: holders(above, 'grid_head')[0] ?? null, members: holders(above, 'grid_member'),
    parts: parts.filter((row) => row.properties.parent === code).map(({ properties }) => ({ code: properties.code, name: properties.name, members: holders(answers.get(properties.code), 'grid_member') })),
  }
}

interface Duty { items: { unit: { name: string }; person: Someone | null; second: Someone | null }[] }

// Who is on duty changes by the hour, the office's number does not: only that is printed.
async function loadDuty(division: string): Promise<DutyLine[]> {
  const answer = await get<Duty>('/duty', { query: { division } }).catch(() => null)
  return (answer?.items ?? []).flatMap(({ unit, person, second }) => {
    const number = person?.office_phone ?? second?.office_phone
    return number ? [{ unit: unit.name, number }] : []
  })
}
