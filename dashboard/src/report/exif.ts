// Carries a JPEG's EXIF block over to its smaller copy: time and place of a photo are evidence. Exif 2.32 §4.5.
const APP1 = 0xe1
const START_OF_SCAN = 0xda
const ORIENTATION = 0x0112

/** The APP1 segment that holds EXIF, marker included; null when there is none. */
export function exifSegment(jpeg: Uint8Array): Uint8Array | null {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return null
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== START_OF_SCAN) {
    const size = 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!)
    const exif = String.fromCharCode(...jpeg.subarray(at + 4, at + 8)) === 'Exif'
    if (jpeg[at + 1] === APP1 && exif) return jpeg.slice(at, at + size)
    at += size
  }
  return null
}

/** The copy's pixels already stand upright, so its EXIF must not turn them again: orientation 1. */
export function uprightExif(segment: Uint8Array): Uint8Array {
  const upright = segment.slice()
  const view = new DataView(upright.buffer, 10)
  try {
    const little = view.getUint16(0) === 0x4949
    const first = view.getUint32(4, little)
    for (let n = 0; n < view.getUint16(first, little); n += 1) {
      const entry = first + 2 + n * 12
      if (view.getUint16(entry, little) === ORIENTATION) view.setUint16(entry + 8, 1, little)
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    // A broken block is carried over as it is; the server reads what it can.
  }
  return upright
}

/** `smaller` with the EXIF of `original` behind its first marker. */
export function withExif(original: Uint8Array, smaller: Uint8Array): Uint8Array {
  const segment = exifSegment(original)
  if (!segment || smaller[0] !== 0xff || smaller[1] !== 0xd8) return smaller
  const joined = new Uint8Array(smaller.length + segment.length)
  joined.set(smaller.subarray(0, 2))
  joined.set(uprightExif(segment), 2)
  joined.set(smaller.subarray(2), 2 + segment.length)
  return joined
}
