// A chosen file → a photo of the draft. A large one is made smaller on the phone, EXIF kept: on a slow line 3 MB are a minute.
import { newKey } from '@shared/api'
import type { DraftPhoto } from './draft'
import { withExif } from './exif'

const AS_IT_IS_BYTES = 1_500_000
const MAX_BYTES = 20_000_000
const LONGEST_SIDE = 2560
const QUALITY = 0.88

export class PhotoTooLarge extends Error {}
export class NotAPhoto extends Error {}

/** Throws NotAPhoto or PhotoTooLarge; what a browser cannot read (HEIC in Chrome) goes as it is, the server can. */
export async function photoOf(file: File): Promise<DraftPhoto> {
  if (!file.type.startsWith('image/') && !/\.(jpe?g|png|webp|hei[cf])$/i.test(file.name)) throw new NotAPhoto()
  if (file.type === 'image/svg+xml' || file.size === 0) throw new NotAPhoto()
  const blob = file.size > AS_IT_IS_BYTES ? await smaller(file) : file
  if (blob.size > MAX_BYTES) throw new PhotoTooLarge()
  return { key: newKey(), name: file.name || 'photo.jpg', blob, takenAt: file.lastModified }
}

async function smaller(file: File): Promise<Blob> {
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file)
  } catch {
    return file
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const copy = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
  if (!copy || copy.size >= file.size) return file
  const joined = withExif(new Uint8Array(await file.arrayBuffer()), new Uint8Array(await copy.arrayBuffer()))
  return new Blob([joined as BlobPart], { type: 'image/jpeg' })
}
