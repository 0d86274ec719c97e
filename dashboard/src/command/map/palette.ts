// The map cannot read CSS variables: it gets their values, again whenever the theme changes.
import type { Phase } from '@shared/types'

export const PHASES: readonly Phase[] = ['discover', 'handle', 'evaluate', 'feedback']
/** Steps of the choropleth, 0 (nothing open) to 5. */
export const HEAT_STEPS = 6

export interface Palette {
  sea: string; coast: string[]; land: string; grid: string; town: string; district: string
  ink: string; label: string; halo: string; accent: string; outline: string; late: string
  phase: Record<Phase, string>
  heat: string[]; heatLate: string[]
  /** How much larger words and signs are on a wall without scaling. */
  scale: number
}

/** The palette of the theme that is showing now. */
export function readPalette(element: HTMLElement = document.documentElement): Palette {
  const style = getComputedStyle(element)
  const read = (name: string) => style.getPropertyValue(name).trim()
  const steps = (name: string) => Array.from({ length: HEAT_STEPS }, (_, step) => read(`--${name}-${step}`))
  return {
    sea: read('--sea'), coast: [0, 1, 2].map((step) => read(`--coast-${step}`)), land: read('--land'),
    grid: read('--grid-line'), town: read('--town-line'), district: read('--district-line'),
    ink: read('--ink'), label: read('--map-label'), halo: read('--map-halo'),
    accent: read('--accent'), outline: read('--point-outline'), late: read('--late'),
    phase: {
      discover: read('--discover'), handle: read('--handle'), evaluate: read('--evaluate'), feedback: read('--feedback'),
    },
    heat: steps('heat'), heatLate: steps('heat-late'), scale: window.innerWidth >= 2400 ? 1.35 : 1,
  }
}
