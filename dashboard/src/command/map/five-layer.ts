// The layer 五定: how many of the five fixes each grid has. Asked for when somebody looks at it; more colour = more is missing.
import { computed, onScopeDispose, type ComputedRef, type Ref } from 'vue'
import { get } from '@shared/api'
import { useAsked } from '@shared/asked'
import { fixedOf } from '../../people/five/five'
import type { FiveFixes, FiveItem } from '../../people/five/types'

const EVERY_MS = 60_000
export const FIVE = 5

/** Step of the one-hue scale: nothing for a grid with all five, 5 for one that lacks four or more; each step is told apart from afar. */
export function fiveStep(item: Pick<FiveItem, 'fixed'>): number {
  const missing = FIVE - fixedOf(item)
  return missing === 0 ? 0 : Math.min(FIVE, missing + 1)
}

/** `4/5 · 定人员`: what the pointer is told of a grid. */
export function fiveWords(item: FiveItem): string {
  return [`${fixedOf(item)}/${FIVE}`, ...new Set(item.missing.map((one) => one.what_name))].join(' · ')
}

/** What the legend says under each step. */
export const FIVE_CLASSES: readonly { step: number; text: string }[] = [
  { step: 0, text: '5/5' }, { step: 2, text: '4/5' }, { step: 3, text: '3/5' }, { step: 4, text: '2/5' }, { step: 5, text: '0–1' },
]

export interface FiveLayer {
  data: Ref<FiveFixes | null>
  error: Ref<unknown>
  again: () => Promise<void>
  steps: ComputedRef<Map<string, number>>
  item: (code: string | null | undefined) => FiveItem | undefined
}

/** The five fixes of every grid in `division`, kept fresh while `active`. */
export function useFiveLayer(division: () => string, active: () => boolean): FiveLayer {
  const asked = useAsked(() => (active() ? division() : null), (signal) => get<FiveFixes>('/five-fixes', { query: { division: division(), level: 'street_grid' }, signal }))
  const byCode = computed(() => new Map((asked.data.value?.items ?? []).map((one) => [one.code, one])))
  const steps = computed(() => new Map([...byCode.value].map(([code, one]) => [code, fiveStep(one)])))
  const timer = setInterval(() => { if (active()) void asked.again() }, EVERY_MS)
  onScopeDispose(() => clearInterval(timer))
  return { data: asked.data, error: asked.error, again: asked.again, steps, item: (code) => (code ? byCode.value.get(code) : undefined) }
}
