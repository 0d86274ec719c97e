// Pictures of the own tasks for work without network: small ones of all, large ones of the first. The service worker keeps them.
import { PICTURES } from '../pictures'
import type { CaseFile, Task } from './caseFiles'

const LARGE_OF_FIRST = 15
let busy = false

/** Ask for what is not kept yet, one after the other; without a service worker nothing is asked for. */
export async function fetchPictures(tasks: readonly Task[], files: Readonly<Record<string, CaseFile>>): Promise<void> {
  if (busy || !navigator.serviceWorker?.controller) return
  busy = true
  try {
    const cache = await caches.open(PICTURES)
    for (const url of wanted(tasks, files)) {
      if (await cache.match(url.split('?')[0]!)) continue
      await fetch(url)
    }
  } catch {
    // No network any more: the rest comes another time.
  } finally {
    busy = false
  }
}

function wanted(tasks: readonly Task[], files: Readonly<Record<string, CaseFile>>): string[] {
  const thumbs = tasks.flatMap((task) => task.case.thumb ?? [])
  const photos = tasks.map((task) => files[String(task.case.id)]?.photos ?? [])
  return [...thumbs, ...photos.flat().map((photo) => photo.small), ...photos.slice(0, LARGE_OF_FIRST).flat().map((photo) => photo.large)]
}
