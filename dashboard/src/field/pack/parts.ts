// What is kept for work without network: one line a part. The name is its key in `usePack()`, the loader reads it from the server.
// Parts are loaded in this order; `load.kept` reads what another part (or this one, before) has kept.
import { get } from '@shared/api'
import type { CategoryAnswer, GridCollection, Person, PublicSettings } from '@shared/types'
import { dutyHere, ownReminders, ownReports } from '../mine/parts'
import type { PatrolPack } from '../patrol/types'
import { ownRechecks } from '../tasks/rechecks'
import { caseFiles, type Task } from './caseFiles'
import { homeDistrict, homeTown } from './home'

export interface Load {
  me: Person
  settings: PublicSettings
  kept: <T>(name: string) => Promise<T | null>
}

export interface Handbook { entries: { category: string; [key: string]: unknown }[]; [key: string]: unknown }
export interface Stops { items: { [key: string]: unknown }[]; [key: string]: unknown }

export const PARTS = {
  categories: () => get<CategoryAnswer>('/categories'),
  tasks: async () => (await get<{ items: Task[] }>('/tasks')).items,
  files: caseFiles,
  handbook: () => get<Handbook>('/handbook'),
  grids: ({ me }: Load) => get<GridCollection>('/grids', { query: { level: 'street_grid', parent: homeTown(me) ?? homeDistrict(me) } }),
  stops: () => get<Stops>('/category-stops'),
  rechecks: ownRechecks,
  reports: ownReports,
  duty: dutyHere,
  patrol: () => get<PatrolPack>('/patrols/next'),
  reminders: ownReminders,
}

export type PartName = keyof typeof PARTS
export type Pack = { [Name in PartName]: Awaited<ReturnType<(typeof PARTS)[Name]>> | null }
