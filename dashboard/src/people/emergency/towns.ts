// Districts, towns and communities to choose from, as the tree of divisions has them.
import { get } from '@shared/api'
import type { Named } from '@shared/types'

export interface TreePart { division: Named & { level: string }; children: (Named & { level: string })[]; counts: Record<string, number> }

export function readTree(parent: string, signal?: AbortSignal): Promise<TreePart> {
  return get<TreePart>('/tree', { query: { parent }, signal })
}

/** Codes of the communities of these towns, asked for town by town. */
export async function communitiesOf(towns: readonly string[]): Promise<string[]> {
  const parts = await Promise.all(towns.map((town) => readTree(town)))
  return parts.flatMap((part) => part.children.filter((child) => child.level === 'community').map((child) => child.code))
}
