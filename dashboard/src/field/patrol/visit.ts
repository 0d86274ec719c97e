// One visit: what is written down, and the round as it stands after it.
import { computed } from 'vue'
import type { Json } from '@shared/api'
import { enqueue, useOutbox } from '../outbox'
import { usePack } from '../pack'
import type { NewItem } from '../types'
import { coverageNow, rowsOf, type Row } from './rounds'
import { position } from '../tasks/position'

/** A visit for the outbox; its hour and the phone's clock are added when it is sent. No position goes along with a source. */
export function visitItem(title: string, body: { [key: string]: Json }): NewItem {
  return { kind: 'visit', title, path: '/visits', part: 'visit', body, photos: [] }
}

export async function keepVisit(title: string, body: { [key: string]: Json }): Promise<string> {
  return enqueue(visitItem(title, body))
}

/** The round of this phone: the pack, which is read anew when something has been sent, and what waits. */
export function useRound() {
  const pack = usePack()
  const outbox = useOutbox()
  const rows = computed<Row[]>(() => rowsOf(pack.patrol?.places ?? [], outbox.items, position.at))
  return { pack, outbox, rows, coverage: computed(() => coverageNow(rows.value)) }
}
