// Case points are told apart by shape as well as colour: dot, square, diamond, ring. Late ones are red and larger.
import type { Map as LibreMap } from 'maplibre-gl'
import type { Phase } from '@shared/types'
import { PHASES, type Palette } from './palette'

const PIXEL_RATIO = 2
const SIZE = 22

/** Name of the picture for a case in `phase`. */
export function markName(phase: Phase, late: boolean): string {
  return `${late ? 'late' : 'mark'}-${phase}`
}

function trace(pen: CanvasRenderingContext2D, phase: Phase, radius: number): void {
  const middle = SIZE / 2
  pen.beginPath()
  if (phase === 'handle') {
    const half = radius * 0.88
    pen.roundRect(middle - half, middle - half, half * 2, half * 2, 1.6)
  } else if (phase === 'evaluate') {
    const half = radius * 1.22
    pen.moveTo(middle, middle - half)
    pen.lineTo(middle + half, middle)
    pen.lineTo(middle, middle + half)
    pen.lineTo(middle - half, middle)
    pen.closePath()
  } else {
    pen.arc(middle, middle, phase === 'feedback' ? radius * 0.8 : radius, 0, Math.PI * 2)
  }
}

function draw(phase: Phase, fill: string, outline: string, radius: number): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE * PIXEL_RATIO
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D
  pen.scale(PIXEL_RATIO, PIXEL_RATIO)
  pen.lineJoin = 'round'
  trace(pen, phase, radius)
  if (phase === 'feedback') {
    pen.fillStyle = outline
    pen.fill()
    pen.lineWidth = 6
    pen.strokeStyle = outline
    pen.stroke()
    pen.lineWidth = 3
    pen.strokeStyle = fill
    pen.stroke()
  } else {
    pen.lineWidth = 3
    pen.strokeStyle = outline
    pen.stroke()
    pen.fillStyle = fill
    pen.fill()
  }
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}

/** Put the eight pictures into the map, or replace them after a change of theme. */
export function addMarks(map: LibreMap, palette: Palette): void {
  for (const phase of PHASES) {
    for (const late of [false, true]) {
      const name = markName(phase, late)
      const picture = late
        ? draw(phase, palette.late, '#ffffff', 6.2)
        : draw(phase, palette.phase[phase], palette.outline, 4.8)
      if (map.hasImage(name)) map.updateImage(name, picture)
      else map.addImage(name, picture, { pixelRatio: PIXEL_RATIO })
    }
  }
}
