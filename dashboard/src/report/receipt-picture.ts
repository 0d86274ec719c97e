// A receipt as a picture: drawn here, so that it can be kept in the album of a phone that cannot copy or download.
import { encode } from 'uqr'
import { token } from '@shared/MapView'

export interface ReceiptText { title: string; ticketLabel: string; ticket: string; codeLabel: string; code: string; lines: string[]; link: string }

const WIDTH = 750
const EDGE = 56
const QR = 300

/** Dark modules of the link's QR code, row by row, with a quiet zone of two. */
export function modulesOf(link: string): boolean[][] {
  return encode(link, { ecc: 'M', border: 2 }).data
}

/** The lines of `text` that fit `width`, broken between any two characters as Chinese is. */
function wrap(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const letter of text) {
    if (line && pen.measureText(line + letter).width > width) {
      lines.push(line)
      line = ''
    }
    line += letter
  }
  return line ? [...lines, line] : lines
}

/** A PNG of the receipt; always dark on white, whatever the page's theme. */
export async function receiptPicture(text: ReceiptText): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')!
  const family = token('font') || 'sans-serif'
  const small = `26px ${family}`
  pen.font = small
  const lines = text.lines.flatMap((line) => wrap(pen, line, WIDTH - 2 * EDGE))
  canvas.width = WIDTH
  canvas.height = 470 + QR + lines.length * 40
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.textBaseline = 'top'
  let y = EDGE
  const write = (words: string, font: string, colour: string, height: number): void => {
    pen.font = font
    pen.fillStyle = colour
    pen.fillText(words, EDGE, y, WIDTH - 2 * EDGE)
    y += height
  }
  write(text.title, `600 42px ${family}`, '#0f766e', 84)
  write(text.ticketLabel, small, '#55665f', 38)
  write(text.ticket, `600 44px ${family}`, '#10211d', 76)
  write(text.codeLabel, small, '#55665f', 38)
  write(text.code, `600 52px ${family}`, '#10211d', 92)
  drawModules(pen, modulesOf(text.link), EDGE, y)
  y += QR + 36
  for (const line of lines) write(line, small, '#4b5d58', 40)
  return new Promise((done) => canvas.toBlob(done, 'image/png'))
}

function drawModules(pen: CanvasRenderingContext2D, rows: boolean[][], x: number, y: number): void {
  const step = QR / rows.length
  pen.fillStyle = '#10211d'
  rows.forEach((row, down) => row.forEach((dark, right) => {
    if (dark) pen.fillRect(Math.floor(x + right * step), Math.floor(y + down * step), Math.ceil(step), Math.ceil(step))
  }))
}
