// Which pictures stand large: the place before and after when both exist, else the first one.
import type { Photo } from '@shared/types'

const AFTER = new Set(['after', 'check'])

/** Indexes into `photos` of the pictures to show large, at most two, before first. */
export function largePhotos(photos: Photo[]): number[] {
  if (photos.length === 0) return []
  const before = photos.findIndex((photo) => !AFTER.has(photo.purpose))
  const after = photos.findLastIndex((photo) => AFTER.has(photo.purpose))
  return before >= 0 && after >= 0 ? [before, after] : [0]
}

export function isAfter(photo: Photo): boolean {
  return AFTER.has(photo.purpose)
}
