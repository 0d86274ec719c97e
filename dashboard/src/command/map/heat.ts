// Which grid gets which step of the one-hue scale.
import type { GridFigures } from '@shared/types'

export type Metric = 'density' | 'open' | 'late'
export const METRICS: readonly Metric[] = ['density', 'open', 'late']
/** What the map may be coloured by: the figures of cases, or the five fixes of the grids. */
export type Layer = Metric | 'five'
export const LAYERS: readonly Layer[] = [...METRICS, 'five']
type GridFigure = GridFigures['items'][number]

const STEPS_ABOVE_ZERO = 5

/** The figure of one grid that `metric` paints: cases per km², cases, or late cases. */
export function figureOf(item: GridFigure, metric: Metric): number {
  if (metric === 'density') return item.per_km2
  return metric === 'open' ? item.open : item.late
}

/** A bound that a person can read on the legend: 1, 1.5, 2, 3, 5, 8 times a power of ten; whole for counts. */
export function roundBound(value: number, whole: boolean): number {
  if (value <= 0) return whole ? 1 : 0.1
  const power = 10 ** Math.floor(Math.log10(value))
  const head = [1, 1.5, 2, 3, 5, 8, 10].reduce((best, next) =>
    Math.abs(next * power - value) < Math.abs(best * power - value) ? next : best)
  const bound = Number((head * power).toPrecision(2))
  return whole ? Math.max(1, Math.round(bound)) : bound
}

/**
 * Lower bounds of steps 2–5 (step 1 starts above zero): quantiles of the grids that have any, so that the scale
 * still tells grids apart when a few dense ones lie far above the rest. Counts up to five get a step each.
 */
export function boundsFor(values: readonly number[], whole: boolean): number[] {
  const some = values.filter((value) => value > 0).sort((a, b) => a - b)
  if (some.length === 0) return []
  const most = some.at(-1) ?? 0
  if (whole && most <= STEPS_ABOVE_ZERO) return Array.from({ length: most - 1 }, (_, index) => index + 2)
  const bounds: number[] = []
  for (let step = 1; step < STEPS_ABOVE_ZERO; step += 1) {
    const at = some[Math.min(some.length - 1, Math.floor((some.length * step) / STEPS_ABOVE_ZERO))] ?? 0
    const bound = roundBound(at, whole)
    if (bound > (bounds.at(-1) ?? some[0] ?? 0)) bounds.push(bound)
  }
  return bounds
}

/** 0 for nothing, else 1 + the number of bounds reached, spread over the five colours when bounds are few. */
export function stepOf(value: number, bounds: readonly number[]): number {
  if (value <= 0) return 0
  const reached = bounds.filter((bound) => value >= bound).length
  if (bounds.length === 0) return 3
  return 1 + Math.round((reached * (STEPS_ABOVE_ZERO - 1)) / bounds.length)
}

/** What the legend says under each step: `0`, then each class up to the next bound, the last one open upwards. */
export function classesOf(bounds: readonly number[], whole: boolean, say: (value: number) => string): { step: number; text: string }[] {
  const words = [...bounds, Number.POSITIVE_INFINITY].map((next, index) => {
    const from = bounds[index - 1] ?? (whole ? 1 : 0)
    if (next === Number.POSITIVE_INFINITY) return index === 0 && !whole ? '>0' : `≥${say(from)}`
    if (whole) return next - from === 1 ? say(from) : `${say(from)}–${say(next - 1)}`
    return index === 0 ? `<${say(next)}` : say(from)
  })
  const lowest = [Number.MIN_VALUE, ...bounds]
  return [{ step: 0, text: '0' }, ...words.map((text, index) => ({ step: stepOf(lowest[index] ?? 0, bounds), text }))]
}
