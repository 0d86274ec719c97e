import { describe, expect, it } from 'vitest'
import { exifSegment, uprightExif, withExif } from '@report/exif'

/** EXIF with one IFD0 entry: Orientation = 6, little-endian. */
function exif(): number[] {
  const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]
  return [0xff, 0xe1, 0, body.length + 2, ...body]
}
const JFIF = [0xff, 0xe0, 0, 4, 1, 1]
const SCAN = [0xff, 0xda, 0, 2, 7, 7, 0xff, 0xd9]
const jpeg = (...segments: number[][]) => Uint8Array.from([0xff, 0xd8, ...segments.flat(), ...SCAN])

describe('EXIF of a photo made smaller', () => {
  it('is found behind other segments and only before the picture', () => {
    expect([...exifSegment(jpeg(JFIF, exif()))!]).toEqual(exif())
    expect(exifSegment(jpeg(JFIF))).toBeNull()
    expect(exifSegment(Uint8Array.from([0x89, 0x50]))).toBeNull()
  })

  it('is carried over upright', () => {
    const joined = withExif(jpeg(exif()), jpeg(JFIF))
    const carried = exifSegment(joined)!
    expect(carried.length).toBe(exif().length)
    expect(carried[10 + 8 + 2 + 8]).toBe(1)
    expect([...joined.subarray(2 + carried.length)]).toEqual([...jpeg(JFIF).subarray(2)])
  })

  it('leaves the copy alone when there is nothing to carry', () => {
    const copy = jpeg(JFIF)
    expect(withExif(jpeg(JFIF), copy)).toBe(copy)
  })

  it('does not stumble over a broken block', () => {
    const broken = Uint8Array.from([0xff, 0xe1, 0, 10, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x49, 0x49])
    expect([...uprightExif(broken)]).toEqual([...broken])
  })
})
