// The tree as far as it has been opened. Every level comes from the server once and again after a change.
import { reactive, readonly } from 'vue'
import { get } from '@shared/api'
import type { TreeAnswer } from '../types'

export type NodeState = { answer: TreeAnswer | null; error: unknown; loading: boolean }

const nodes = reactive(new Map<string, NodeState>())
export const directory = readonly(nodes) as ReadonlyMap<string, NodeState>
const asked = new Map<string, Promise<void>>()

async function ask(code: string): Promise<void> {
  const before = nodes.get(code)
  nodes.set(code, { answer: before?.answer ?? null, error: null, loading: true })
  try {
    nodes.set(code, { answer: await get<TreeAnswer>('/tree', { query: { parent: code } }), error: null, loading: false })
  } catch (error) {
    nodes.set(code, { answer: before?.answer ?? null, error, loading: false })
  } finally {
    asked.delete(code)
  }
}

/** Have `code` with its posts and children; `again` asks even when it is known. Failures stand in the node. */
export function loadNode(code: string, again = false): Promise<void> {
  const running = asked.get(code)
  if (running) return running
  if (!again && nodes.get(code)?.answer) return Promise.resolve()
  const promise = ask(code)
  asked.set(code, promise)
  return promise
}

/** Load `code` and everything above it, so that the tree can show it in its place. */
export async function loadPath(code: string): Promise<void> {
  await loadNode(code)
  await Promise.all((nodes.get(code)?.answer?.division.path ?? []).map((above) => loadNode(above.code)))
}

/** After a change of posts: ask again for what is shown of `codes`, and for all that lies above them. */
export async function renewNodes(codes: Iterable<string>): Promise<void> {
  const stale = new Set<string>()
  for (const code of codes) {
    stale.add(code)
    for (const above of nodes.get(code)?.answer?.division.path ?? []) stale.add(above.code)
  }
  await Promise.all([...stale].filter((code) => nodes.has(code)).map((code) => loadNode(code, true)))
}
