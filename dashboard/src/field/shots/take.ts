// A file from the camera or the gallery → a picture that can be kept: scaled, with the time and place of the shutter.
import { newKey } from '@shared/api'
import { withExif } from '@report/exif'
import type { Shot } from '../types'
import { chosenSize } from './quality'
import { whereNow, type Where } from './where'

export class NotAPhoto extends Error {}
export class PhotoTooLarge extends Error {}

const JUST_NOW_MS = 60_000
const MAX_BYTES = 20_000_000

/** Throws NotAPhoto or PhotoTooLarge. What a browser cannot read (HEIC in Chrome) goes as it is; the server can. */
export async function shotOf(file: File, where: Promise<Where | null> = whereNow()): Promise<Shot> {
  if (!file.type.startsWith('image/') && !/\.(jpe?g|png|webp|hei[cf])$/i.test(file.name)) throw new NotAPhoto()
  if (file.type === 'image/svg+xml' || file.size === 0) throw new NotAPhoto()
  // The phone is where the picture was taken only if that was just now; an older one has its EXIF or nothing.
  const fresh = Math.abs(Date.now() - file.lastModified) < JUST_NOW_MS
  const [picture, place] = await Promise.all([scaled(file), fresh ? where : null])
  if (picture.blob.size > MAX_BYTES) throw new PhotoTooLarge()
  return {
    id: newKey(), name: file.name || 'photo.jpg', ...picture, takenAt: new Date(file.lastModified).toISOString(),
    lon: place?.lon ?? null, lat: place?.lat ?? null, accuracyM: place?.accuracyM ?? null,
  }
}

interface Scaled { blob: Blob; width: number; height: number }

async function scaled(file: File): Promise<Scaled> {
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file)
  } catch {
    return { blob: file, width: 0, height: 0 }
  }
  const { longest, jpeg } = chosenSize()
  const share = Math.min(1, longest / Math.max(picture.width, picture.height))
  const [width, height] = [Math.round(picture.width * share), Math.round(picture.height * share)]
  if (share === 1 && file.type === 'image/jpeg') {
    picture.close()
    return { blob: file, width, height }
  }
  const copy = await drawn(picture, width, height, jpeg)
  if (!copy) return { blob: file, width, height }
  const joined = withExif(new Uint8Array(await file.arrayBuffer()), new Uint8Array(await copy.arrayBuffer()))
  return { blob: new Blob([joined as BlobPart], { type: 'image/jpeg' }), width, height }
}

async function drawn(picture: ImageBitmap, width: number, height: number, quality: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height)
  picture.close()
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality))
}
