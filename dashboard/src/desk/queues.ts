// Which piles of work the rail shows, in which order for whom. Every count is the server's own figure for the same link.
import type { Figure, Overview, Phase, Post } from '@shared/types'

export interface Queue {
  key: string
  /** Path of the list behind the count, without page or order. */
  link: string
  phase: Phase | null
  count: number | null
  /** There are more than `count`. */
  more?: boolean
  /** True when the figure itself is about being late. */
  alarm?: boolean
  /** How many of them are late, and their list. */
  late?: { count: number; link: string }
}
/** The length of a list that no figure exists for. */
export interface Tally { count: number; more: boolean }
export interface QueueGroup { key: 'own' | 'turn' | 'watch' | 'rest'; queues: Queue[] }

const LIST = '/api/v1/cases'

/** States in which it is usually this role's turn, most pressing first. */
const TURN: Record<string, string[]> = {
  assistant: ['confirming'],
  grid_member: ['confirming', 'handled'],
  community_head: ['confirming', 'handled'],
  station_officer: ['reported', 'confirming', 'registered', 'handled', 'evaluated'],
  station_head: ['reported', 'confirming', 'registered', 'handled', 'evaluated'],
  district_dispatcher: ['registered', 'dispatched'],
  city_dispatcher: ['registered', 'dispatched'],
  coordinator: ['registered', 'suspended', 'handled'],
  department_officer: ['dispatched', 'handling', 'suspended'],
}
const ORDER = ['reported', 'confirming', 'registered', 'dispatched', 'handling', 'suspended', 'handled', 'checked', 'evaluated']
export const PHASE_OF: Record<string, Phase> = {
  reported: 'discover', confirming: 'discover', registered: 'discover',
  dispatched: 'handle', handling: 'handle', suspended: 'handle',
  handled: 'evaluate', checked: 'evaluate', evaluated: 'feedback',
}

const BLIND = ['assistant', 'administrator', 'citizen', 'area_cadre', 'police_officer', 'environment_supervisor', 'waste_guide', 'community_worker', 'volunteer']

/** Posts without a territory to look at: they see what is theirs and no figures. */
export function isBlind(post: Post | null): boolean {
  return post !== null && BLIND.includes(post.role)
}

/** Posts whose work is given to them by name: their own tasks come before the piles of the unit. */
export function worksByName(post: Post | null): boolean {
  return ['grid_member', 'assistant', 'department_officer', 'community_head'].includes(post?.role ?? '')
}

/** Posts that answer suggestions and feedback. */
export function answersOpinions(post: Post | null): boolean {
  return ['station_officer', 'station_head', 'district_dispatcher', 'city_dispatcher', 'coordinator', 'administrator'].includes(post?.role ?? '')
}

/** Posts that answer for how honestly a case was closed. */
function seesClosings(post: Post | null): boolean {
  return ['station_head', 'coordinator', 'leader', 'assessor'].includes(post?.role ?? '')
}

/** Posts that wait for what law enforcement answers. */
function hearsOfLaw(post: Post | null): boolean {
  return ['station_head', 'coordinator', 'department_officer', 'leader'].includes(post?.role ?? '')
}

/** Posts to which cases at an unsettled border are a question. */
function atBorders(post: Post | null): boolean {
  return ['station_officer', 'station_head', 'coordinator'].includes(post?.role ?? '')
}

/** The territory or department that a post looks at, as list filters. */
export function scopeOf(post: Post | null): Record<string, string> {
  if (!post) return {}
  return post.department ? { department: post.department } : { division: post.division }
}

function listLink(filters: Record<string, string>): string {
  return `${LIST}?${new URLSearchParams(filters)}`
}

type StateFigure = Overview['phases'][number]['states'][number] & { late?: number }

function stateQueue(state: string, scope: Record<string, string>, overview: Overview | null): Queue {
  const rows: StateFigure[] = overview?.phases.flatMap((phase) => phase.states) ?? []
  const found = rows.find((row) => row.state === state)
  return {
    key: state,
    link: found?.link ?? listLink({ ...scope, state }),
    phase: PHASE_OF[state] ?? null,
    count: found?.value ?? null,
    late: found?.late ? { count: found.late, link: `${found.link}&late=true` } : undefined,
  }
}

/** 低优先: what came under a restriction waits beside the ordinary reports, and the two add up to the server's figure. */
function withLow(queues: Queue[], overview: Overview | null, scope: Record<string, string>): Queue[] {
  const low = watched('low', overview, { ...scope, low: 'true' })
  if (!low.count) return queues
  return queues.flatMap((queue) => (queue.key === 'reported' ? [{ ...queue, link: `${queue.link}&low=false`, count: queue.count === null ? null : queue.count - low.count! }, low] : [queue]))
}

function watched(key: 'warning' | 'supervised' | 'escalated' | 'recurring' | 'low', overview: Overview | null, filters: Record<string, string>): Queue {
  const figure: Figure | undefined = overview?.[key]
  return { key, link: figure?.link ?? listLink(filters), phase: null, count: figure?.value ?? null }
}

/** The rail for one post, without stages that no department ever holds: first whose turn it is, then what needs watching, then the other stages. */
export function queueGroups(post: Post | null, overview: Overview | null, mine: Tally | null = null, whistles: Tally | null = null): QueueGroup[] {
  const scope = scopeOf(post)
  const turn = TURN[post?.role ?? ''] ?? []
  const open = { ...scope, open: 'true' }
  const own: Queue = { key: 'mine', link: MINE_LINK, phase: null, ...(mine ?? { count: null }) }
  const watch: Queue[] = [
    ...(worksByName(post) ? [] : [own]),
    watched('warning', overview, { ...scope, warning: 'true' }),
    { key: 'late', link: overview?.late.link ?? listLink({ ...scope, late: 'true' }), phase: null, count: overview?.late.value ?? null, alarm: true },
    watched('supervised', overview, { ...scope, open: 'true', supervised: 'true' }),
    ...(atBorders(post) ? [{ key: 'border', link: listLink({ border: 'true', open: 'true' }), phase: null, count: null }] : []),
    watched('escalated', overview, { ...scope, escalated: 'true' }),
    ...(seesClosings(post) ? [{ key: 'withoutYes', link: listLink({ ...scope, state: 'closed', closing: 'without-yes' }), phase: null, count: null }] : []),
    ...(hearsOfLaw(post) ? [{ key: 'law', link: listLink({ ...scope, law: 'open' }), phase: null, count: null }] : []),
    watched('recurring', overview, { ...scope, open: 'true', recurring: 'true' }),
    { key: 'all', link: overview?.stock.link ?? listLink(open), phase: null, count: overview?.stock.value ?? null },
  ]
  if (isBlind(post)) return [{ key: 'own', queues: [own] }]
  const groups: QueueGroup[] = [
    { key: 'own', queues: worksByName(post) ? [own] : [] },
    { key: 'turn', queues: [...withLow(turn.map((state) => stateQueue(state, scope, overview)), overview, scope), ...(whistles ? [{ key: 'whistles', link: WHISTLES_LINK, phase: null, ...whistles }] : [])] },
    { key: 'watch', queues: watch },
    { key: 'rest', queues: ORDER.filter((state) => !turn.includes(state) && !(scope.department && PHASE_OF[state] === 'discover')).map((state) => stateQueue(state, scope, overview)) },
  ]
  return groups.filter((group) => group.queues.length > 0)
}

/** 我的任务 is a list of its own (tasks/); this link stands for it where an address is needed. */
export const MINE_LINK = listLink({ assignee: 'me', open: 'true' })
/** 吹哨 is a list of its own too (whistles/); no list of cases stands for it. */
export const WHISTLES_LINK = listLink({ open: 'true' })
export const OPINIONS_LIMIT = 50

/** The queue of a key such as `handling` or `handling-late` (only the late ones of it). */
export function findQueue(queues: Queue[], key: string | null): Queue | null {
  const found = queues.find((queue) => queue.key === key)
  if (found || !key?.endsWith('-late')) return found ?? null
  const whole = queues.find((queue) => queue.key === key.slice(0, -'-late'.length))
  return whole ? { ...whole, key, link: whole.late?.link ?? `${whole.link}&late=true`, count: whole.late?.count ?? 0, late: undefined } : null
}

/** The queue to open with: own tasks, else the first own queue that holds something, else everything open. */
export function firstQueue(groups: QueueGroup[]): string {
  if (groups.some((group) => group.key === 'own' && (group.queues[0]?.count ?? 0) > 0)) return 'mine'
  const own = groups.find((group) => group.key === 'turn')?.queues ?? []
  return own.find((queue) => (queue.count ?? 0) > 0)?.key ?? own[0]?.key ?? (groups.some((group) => group.queues.some((queue) => queue.key === 'all')) ? 'all' : 'mine')
}

/** The address of a page of `link`, most pressing first, narrowed by words and by nothing else. */
export function pageLink(link: string, q: string, limit: number): string {
  const [path, query = ''] = link.split('?', 2)
  const filters = new URLSearchParams(query)
  if (!filters.has('order')) filters.set('order', 'due')
  if (q.trim()) filters.set('q', q.trim())
  filters.set('limit', String(limit))
  return `${path}?${filters}`
}

/** The one state that a list is about, or null; a list of late ones has none to come into. */
export function stateOf(link: string): string | null {
  const filters = new URLSearchParams(link.split('?', 2)[1])
  return filters.has('late') || filters.has('warning') || filters.has('closing') ? null : filters.get('state')
}

/** A list address that another page handed over, or null when it is none of ours. */
export function foreignList(text: string | null): string | null {
  return text && /^\/api\/v1\/cases\?[\w%&=.,:+-]*$/.test(text) ? text : null
}
