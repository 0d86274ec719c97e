// The app's icons, drawn at build: the marks of favicon.svg (32 units wide) as PNG files. PNG 1.2, RGBA, one IDAT.
import { crc32, deflateSync } from 'node:zlib'
import type { Plugin } from 'vite'

type Colour = [number, number, number]

const GROUND: Colour = [0x0f, 0x76, 0x6e]
const TILE: Colour = [0xd7, 0xef, 0xeb]
const SPOT: Colour = [0xfb, 0xbf, 0x24]
const TILES = [[8, 8], [17, 8], [8, 17]] as const
const FINE = 4 // samples a pixel and side

/** The colour at a point of the 32-unit square; null outside. `whole`: no round corners, marks in the safe middle. */
function colourAt(x: number, y: number, whole: boolean): Colour | null {
  const [cx, cy] = [Math.max(8 - x, x - 24, 0), Math.max(8 - y, y - 24, 0)]
  if (!whole && Math.hypot(cx, cy) > 8) return null
  // Maskable icons may be cut to a circle of 80 %: the marks move inwards.
  const [u, v] = whole ? [16 + (x - 16) / 0.82, 16 + (y - 16) / 0.82] : [x, y]
  if (Math.hypot(u - 20.5, v - 20.5) <= 4) return SPOT
  return TILES.some(([left, top]) => u >= left && u < left + 7 && v >= top && v < top + 7) ? TILE : GROUND
}

function pixel(px: number, py: number, size: number, whole: boolean): [number, number, number, number] {
  const sum = [0, 0, 0]
  let hits = 0
  for (let sample = 0; sample < FINE * FINE; sample += 1) {
    const at = (p: number, s: number) => ((p + (s + 0.5) / FINE) * 32) / size
    const colour = colourAt(at(px, sample % FINE), at(py, Math.floor(sample / FINE)), whole)
    if (!colour) continue
    hits += 1
    colour.forEach((value, n) => { sum[n]! += value })
  }
  const [red, green, blue] = sum.map((value) => Math.round(value / Math.max(1, hits)))
  return [red!, green!, blue!, Math.round((255 * hits) / FINE ** 2)]
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'ascii'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** One icon of `size` pixels as the bytes of a PNG file. */
export function iconPng(size: number, whole: boolean): Buffer {
  const rows = Buffer.alloc(size * (1 + 4 * size))
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) rows.set(pixel(x, y, size, whole), y * (1 + 4 * size) + 1 + 4 * x)
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

/** Emits field-180.png (iOS), field-192.png, field-512.png and field-mask.png into the built pages. */
export function appIcons(): Plugin {
  return {
    name: 'app-icons',
    apply: 'build',
    generateBundle() {
      const emit = (fileName: string, size: number, whole: boolean) => this.emitFile({ type: 'asset', fileName, source: iconPng(size, whole) })
      emit('field-180.png', 180, true)
      emit('field-192.png', 192, false)
      emit('field-512.png', 512, false)
      emit('field-mask.png', 512, true)
    },
  }
}
