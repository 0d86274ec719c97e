// How large pictures leave this phone. Chosen in 我的, kept on the device.
export type Quality = 'fine' | 'small'

const KEY = 'gridwhistle.photoQuality'
const SIZES: Record<Quality, { longest: number; jpeg: number }> = { fine: { longest: 2560, jpeg: 0.88 }, small: { longest: 1600, jpeg: 0.8 } }

export function chosenQuality(): Quality {
  return localStorage.getItem(KEY) === 'small' ? 'small' : 'fine'
}

export function setQuality(quality: Quality): void {
  localStorage.setItem(KEY, quality)
}

/** Longest side in pixels and quality of the JPEG. */
export function chosenSize(): { longest: number; jpeg: number } {
  return SIZES[chosenQuality()]
}
