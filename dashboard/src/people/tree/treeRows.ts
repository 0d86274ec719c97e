// The open tree as a flat list of rows, and what the arrow keys and typed letters do in it. No DOM, no framework.
import type { TreeAnswer, TreeNode } from '../types'

export interface TreeRow {
  /** Unique in the tree: a community grid stands below its community and below its street-level grid. */
  key: string
  node: TreeNode; depth: number; parent: string | null
  open: boolean; leaf: boolean
  /** Place among its siblings, from 1, and their number. */
  at: number; of: number
}

const ORDER: Record<string, number> = { district: 0, town: 1, street_grid: 2, community: 3, sub_grid: 4 }
/** Nothing lies below these. */
const LEAVES = new Set(['sub_grid'])

/** Grids before communities, each by code. */
export function inOrder(children: readonly TreeNode[]): TreeNode[] {
  return [...children].sort((a, b) => (ORDER[a.level] ?? 9) - (ORDER[b.level] ?? 9) || (a.code < b.code ? -1 : 1))
}

/** Rows from `root` down through every division in `open` whose children are known. */
export function treeRows(root: TreeNode, answerOf: (code: string) => TreeAnswer | null | undefined, open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = []
  const add = (node: TreeNode, depth: number, parent: string | null, at: number, of: number): void => {
    const leaf = LEAVES.has(node.level)
    rows.push({ key: parent ? `${parent}-${node.code}` : node.code, node, depth, parent, open: !leaf && open.has(node.code), leaf, at, of })
    if (leaf || !open.has(node.code)) return
    const children = inOrder(answerOf(node.code)?.children ?? [])
    children.forEach((child, place) => add(child, depth + 1, node.code, place + 1, children.length))
  }
  add(root, 0, null, 1, 1)
  return rows
}

export type TreeMove = { go: number } | { open: string } | { close: string } | null

/** What a key does on row `at`: go to another row, open or close this one, or nothing (null). */
export function moveBy(key: string, rows: readonly TreeRow[], at: number): TreeMove {
  const row = rows[at]
  if (!row) return null
  if (key === 'ArrowDown') return at + 1 < rows.length ? { go: at + 1 } : null
  if (key === 'ArrowUp') return at > 0 ? { go: at - 1 } : null
  if (key === 'Home') return { go: 0 }
  if (key === 'End') return { go: rows.length - 1 }
  if (key === 'ArrowRight') {
    if (row.leaf) return null
    if (!row.open) return { open: row.node.code }
    return rows[at + 1]?.parent === row.node.code ? { go: at + 1 } : null
  }
  if (key === 'ArrowLeft') {
    if (row.open) return { close: row.node.code }
    const above = rows.findIndex((one) => one.node.code === row.parent)
    return above >= 0 ? { go: above } : null
  }
  return null
}

/** The next row after `at` whose name, number or code begins with what was typed; -1 when there is none. */
export function typeAhead(typed: string, rows: readonly TreeRow[], at: number): number {
  const wanted = typed.toLowerCase()
  const from = wanted.length === 1 ? at + 1 : at
  for (let step = 0; step < rows.length; step += 1) {
    const place = (from + step) % rows.length
    const { node } = rows[place]!
    if (node.name.toLowerCase().startsWith(wanted) || node.code.startsWith(typed) || shortNumber(node.code) === typed) return place
  }
  return -1
}

// `350211103G04` answers to "04": people know grids by their number.
function shortNumber(code: string): string {
  return code.includes('G') ? code.split('G')[1]! : ''
}

/** `后溪镇第03网格` below 后溪镇 → `第03网格`: what stands above needs no second telling. */
export function shortLabel(name: string, above: string): string {
  return above && name.startsWith(above) && name.length > above.length ? name.slice(above.length).replace(/^[\s·]+/, '') : name
}
