// Opening the report page with something known already: a finding at a source, a place on the map.
import { shallowRef } from 'vue'
import { go } from '../route'
import type { Spot } from './draft'

export interface Start {
  category?: string
  spot?: Omit<Spot, 'by'>
  placeText?: string
  premises?: string
  description?: string
  /** Said above the form: 「巡查发现：某某厂」. */
  title?: string
  /** Called with the report's id as soon as it is kept on the phone, so that a visit can name it. */
  taken?: (reportId: string) => void | Promise<void>
}

const start = shallowRef<Start | null>(null)

/** Open the report page with this filled in. */
export function startReport(given: Start): void {
  start.value = given
  go('report')
}

/** What the page is to begin with, once. */
export function takeStart(): Start | null {
  const given = start.value
  start.value = null
  return given
}
