// One try to send one thing: the same id, words and pictures every time.
import { ApiProblem, post, type Json } from '@shared/api'
import { upload } from '@shared/upload'
import type { KeptItem } from '../kept'
import type { Shot } from '../types'

const STILL_MS = 45_000
const LONGEST_MS = 600_000

/** The server's answer. Throws ApiProblem. `onShare` gets the sent share 0…1. */
export async function sendItem(item: KeptItem, shots: Shot[], onShare: (share: number) => void): Promise<Json> {
  const options = { idempotencyKey: item.id, version: item.version, timeoutMs: shots.length > 0 ? LONGEST_MS : 30_000 }
  const body = bodyOf(item, shots, new Date().toISOString())
  const answer = item.photos.length === 0
    ? await post<Json>(item.path, body, options)
    : await watched((signal, moved) => upload<Json>(item.path, formOf(item, body, shots), { ...options, signal }, (share) => {
      moved()
      onShare(share)
    }))
  if (answer === undefined || answer === null) throw new ApiProblem(0, 'network', '', '', '', {}, {})
  return answer
}

/** `work` is given up when nothing has moved for a while: a line that broke silently must not hold the others back. */
async function watched<T>(work: (signal: AbortSignal, moved: () => void) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const moved = () => {
    clearTimeout(timer)
    timer = setTimeout(() => stop.abort(), STILL_MS)
  }
  moved()
  try {
    return await work(stop.signal, moved)
  } finally {
    clearTimeout(timer)
  }
}

/**
 * The words of a report, a step or a visit with their times and what was said of the pictures; others go as they are.
 * `sent_at` lets the server correct the phone's clock: it is no part of what must stay the same.
 */
export function bodyOf(item: Pick<KeptItem, 'kind' | 'body' | 'createdAt' | 'photos'>, shots: Shot[], sentAt: string): { [key: string]: Json } {
  if (item.kind === 'opinion' || item.kind === 'call') return item.body
  const said = item.photos.flatMap(({ field, shotId }) => shots.filter((shot) => shot.id === shotId).map((shot) => (
    { field, taken_at: shot.takenAt, lon: shot.lon, lat: shot.lat, accuracy_m: shot.accuracyM })))
  return { ...item.body, ...(item.kind === 'report' ? {} : { done_at: item.createdAt }), ...(said.length > 0 ? { shots: said } : {}), sent_at: sentAt }
}

function formOf(item: KeptItem, body: Json, shots: Shot[]): FormData {
  const byId = new Map(shots.map((shot) => [shot.id, shot]))
  const form = new FormData()
  form.append(item.part, JSON.stringify(body))
  for (const { field, shotId } of item.photos) {
    const shot = byId.get(shotId)
    if (!shot) throw new ApiProblem(400, 'photo-lost', '', '', '', {}, {})
    form.append(field, shot.blob, shot.name)
  }
  return form
}
