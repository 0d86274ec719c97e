// Everything a member needs without network, as this phone has it: from IndexedDB at once, then anew from the server.
import { shallowReactive } from 'vue'
import { ApiProblem } from '@shared/api'
import type { Person, PublicSettings } from '@shared/types'
import { PARTS, type Load, type Pack, type PartName } from './parts'
import { recall, recalledAt, remember } from './store'

export { recall, remember } from './store'
export type { CaseFile, Task } from './caseFiles'

export type PackStage = 'opening' | 'loading' | 'fresh' | 'kept' | 'failed'

const NAMES = Object.keys(PARTS) as PartName[]

interface About {
  /** When the tasks were read. */
  asOf: string | null
  /** 'kept': shown as this phone has it, the server does not answer; 'failed': not everything is here yet. */
  stage: PackStage
  /** Everything is here: ready for work without network. */
  whole: boolean
}
const NOTHING: About = { asOf: null, stage: 'opening', whole: false }
const state = shallowReactive({ ...Object.fromEntries(NAMES.map((name) => [name, null])), ...NOTHING }) as Pack & About
let load: Load | null = null
let running: Promise<void> | null = null

export interface UsePack extends Readonly<Pack & About> {
  /** Ask the server anew; shows what came even when not everything did. */
  refresh(): Promise<void>
  /** Ask for one part anew. */
  refreshPart(name: PartName): Promise<void>
  /** Show and keep a changed part, as after a step that only this phone knows. */
  put<Name extends PartName>(name: Name, value: Pack[Name]): Promise<void>
}

function refresh(): Promise<void> {
  if (running) return running
  const mine = readAnew().finally(() => { if (running === mine) running = null })
  running = mine
  return mine
}

const pack = Object.assign(state, { refresh, refreshPart: readPart, put: show }) as UsePack

export function usePack(): UsePack {
  return pack
}

/** Call when it is known whose phone this is: shows what is kept, then reads anew. Again for the same person: only their posts may be new. */
export async function openPack(me: Person, settings: PublicSettings): Promise<void> {
  if (load?.me.id === me.id) {
    Object.assign(load, { me, settings })
    return refresh()
  }
  load = { me, settings, kept: recall }
  for (const name of NAMES) Object.assign(state, { [name]: await recall(name) })
  state.asOf = await recalledAt('tasks')
  state.whole = NAMES.every((name) => state[name] !== null)
  await refresh()
}

/** Nothing of it stays on the screen (the store is wiped by itself). */
export function closePack(): void {
  load = null
  running = null
  Object.assign(state, Object.fromEntries(NAMES.map((name) => [name, null])), NOTHING)
}

async function readAnew(): Promise<void> {
  state.stage = 'loading'
  let failed: unknown = null
  for (const name of NAMES) {
    try {
      await readPart(name)
    } catch (error) {
      failed ??= error
      if (error instanceof ApiProblem && (error.status === 0 || error.status === 401)) break
    }
  }
  state.whole = NAMES.every((name) => state[name] !== null)
  state.stage = failed === null ? 'fresh' : state.whole ? 'kept' : 'failed'
}

async function readPart(name: PartName): Promise<void> {
  const asked = load
  if (!asked) return
  const value = await PARTS[name](asked)
  // Signed out meanwhile: what comes now belongs to nobody here.
  if (asked === load) await show(name, value as Pack[PartName])
}

async function show(name: PartName, value: unknown): Promise<void> {
  // A phone without room, or one that keeps nothing, still shows what came.
  await remember(name, value).catch(() => undefined)
  Object.assign(state, { [name]: value })
  if (name === 'tasks') state.asOf = new Date().toISOString()
}
