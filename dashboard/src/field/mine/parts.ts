// What the phone keeps of the own things: the newest own reports, who is on duty here, and what is to be answered.
import { get } from '@shared/api'
import type { Person } from '@shared/types'
import type { WorkReminders } from '../../assess/reminders/types'
import { ownGround } from '../ground'
import type { Duty, OwnReportPage } from './types'

export function ownReports(): Promise<OwnReportPage> {
  return get<OwnReportPage>('/me/reports', { query: { limit: 50 } })
}

/** Nobody for somebody whose posts lie in no division. */
export async function dutyHere({ me }: { me: Person }): Promise<Duty> {
  const { code } = ownGround(me)
  return code ? get<Duty>('/duty', { query: { division: code } }) : { items: [], as_of: new Date().toISOString() }
}

/** Work reminders that wait for this person's answer. */
export function ownReminders(): Promise<WorkReminders> {
  return get<WorkReminders>('/work-reminders', { query: { mine: 'true', state: 'open' } })
}
