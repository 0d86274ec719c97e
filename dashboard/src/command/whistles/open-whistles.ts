// The running whistles of an area: asked at once, again when one is heard of, and each minute because clocks run out.
import { onScopeDispose, watch } from 'vue'
import { get } from '@shared/api'
import { useAsked, type Asked } from '@shared/asked'
import { heardWhistles } from '@shared/heardWhistles'
import type { WhistlePage } from '@shared/whistles'
import { throttled } from '../throttle'

const GAP_MS = 1_500
const ANYWAY_MS = 60_000

export function useOpenWhistles(division: () => string): Asked<WhistlePage> {
  const asked = useAsked(division, (signal) => get<WhistlePage>('/whistles', { query: { division: division(), state: 'open', limit: 200 }, signal }))
  const again = throttled(asked.again, GAP_MS)
  watch(heardWhistles, again.ask)
  const timer = setInterval(again.ask, ANYWAY_MS)
  onScopeDispose(() => {
    clearInterval(timer)
    again.stop()
  })
  return asked
}
