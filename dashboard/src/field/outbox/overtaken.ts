// The case as it is by now, when somebody else was first.
import { get } from '@shared/api'
import type { CaseDetail } from '@shared/types'
import type { OutboxItem } from '../types'

export interface CaseNow { version: number; stateName: string; allowed: boolean }

/** Whether the refused step may still be taken in the case's present state. Throws ApiProblem. */
export async function caseNow(item: OutboxItem): Promise<CaseNow> {
  const file = await get<CaseDetail>(`/cases/${item.caseId}`)
  const action = item.path.split('/').pop()
  return { version: file.version, stateName: file.state_name, allowed: file.allowed_actions.some((one) => one.action === action) }
}
