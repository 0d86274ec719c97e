// When the pack is read anew: the network is back, the app is looked at again, something of one's own has arrived.
import { onScopeDispose, watch } from 'vue'
import { useOutbox } from '../outbox'
import { usePack } from './index'
import { fetchPictures } from './pictures'

const OLD_MS = 120_000

/** Call once on the page. */
export function useFreshness(): void {
  const pack = usePack()
  const outbox = useOutbox()
  const isOld = () => pack.asOf === null || Date.now() - Date.parse(pack.asOf) > OLD_MS
  const look = () => { if (!document.hidden && outbox.online && isOld()) void pack.refresh() }
  const timer = setInterval(look, OLD_MS / 2)

  document.addEventListener('visibilitychange', look)
  watch(() => outbox.online, (online) => { if (online) void pack.refresh() })
  watch(() => outbox.items.filter((item) => item.state === 'sent').length, (now, before) => { if (now > before) void pack.refresh() })
  watch(() => pack.stage, (stage) => { if (stage === 'fresh') void fetchPictures(pack.tasks ?? [], pack.files ?? {}) })
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  })
}
