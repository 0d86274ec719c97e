// How the reports of this device stand: asked once for the newest few, each with its own code.
import { ref } from 'vue'
import type { ReportStatus } from '@shared/types'
import { mine } from './mine'
import { readStatus } from './reporter-calls'

const NEWEST = 6

export function useStates() {
  const states = ref<Record<string, ReportStatus>>({})

  async function ask(): Promise<void> {
    for (const { ticket, code } of mine.value.slice(0, NEWEST)) {
      // A state more or less: the report itself says what is wrong with it.
      const status = await readStatus(ticket, code).catch(() => null)
      if (status) states.value[ticket] = status
    }
  }

  return { states, ask }
}
