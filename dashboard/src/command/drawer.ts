// What lies open over the board: lists and cases, one upon the other. One drawer per page.
import { computed, readonly, ref, shallowRef } from 'vue'

export interface ListSheet { kind: 'list'; title: string; link: string; value: number | null; definition: string | null }
export interface CaseSheet { kind: 'case'; id: number }
export interface AreaSheet { kind: 'areas' }
export interface FiveSheet { kind: 'five'; division: string }
export interface WhistleBoard { kind: 'whistles'; division: string }
export interface StageRates { kind: 'stages'; division: string }
export type Sheet = StageRates | ListSheet | CaseSheet | AreaSheet | FiveSheet | WhistleBoard

/** Counts up when the case that lies open has changed on the server. */
const changes = ref(0)
const sheets = shallowRef<readonly Sheet[]>([])

export const drawer = {
  top: computed(() => sheets.value.at(-1) ?? null),
  depth: computed(() => sheets.value.length),
  changes: readonly(changes),
  /** A case has just been read anew. */
  touch(id: number): void {
    const top = sheets.value.at(-1)
    if (top?.kind === 'case' && top.id === id) changes.value += 1
  },
  /** Show the list behind a figure. */
  list(sheet: Omit<ListSheet, 'kind'>): void {
    sheets.value = [{ kind: 'list', ...sheet }]
  },
  /** Show a case, upon the list that it was opened from. */
  openCase(id: number): void {
    const top = sheets.value.at(-1)
    sheets.value = [...(top?.kind === 'case' ? sheets.value.slice(0, -1) : sheets.value), { kind: 'case', id }]
  },
  areas(): void {
    sheets.value = [{ kind: 'areas' }]
  },
  /** The grids of a division that lack one of the five fixes. */
  five(division: string): void {
    sheets.value = [{ kind: 'five', division }]
  },
  /** The whistle board of an area. */
  whistles(division: string): void {
    sheets.value = [{ kind: 'whistles', division }]
  },
  /** On-time rates of the stages of an area. */
  stages(division: string): void {
    sheets.value = [{ kind: 'stages', division }]
  },
  back(): void {
    sheets.value = sheets.value.slice(0, -1)
  },
  close(): void {
    sheets.value = []
  },
}
