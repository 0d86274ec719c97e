// «我的上报»: tickets and query codes kept on this device only, newest first. Nobody else can list them.
import { ref } from 'vue'
import type { ReportStatus } from '@shared/types'

export interface MyReport { ticket: string; code: string; label: string; at: string }

const KEY = 'gridwhistle.mine'
const STATUS_KEY = 'gridwhistle.mine.'
const MOST = 50

function read(): MyReport[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]') as MyReport[]
    return Array.isArray(kept) ? kept.filter((one) => one.ticket && one.code) : []
  } catch {
    return []
  }
}

export const mine = ref<MyReport[]>(read())

function write(list: MyReport[]): void {
  mine.value = list.slice(0, MOST)
  try {
    localStorage.setItem(KEY, JSON.stringify(mine.value))
  } catch {
    // Storage full or forbidden: the receipt itself still shows both.
  }
}

export function rememberReport(report: MyReport): void {
  write([report, ...mine.value.filter((one) => one.ticket !== report.ticket)])
}

export function forgetReport(ticket: string): void {
  write(mine.value.filter((one) => one.ticket !== ticket))
  try {
    localStorage.removeItem(STATUS_KEY + ticket)
  } catch {
    // Storage forbidden: nothing was kept.
  }
}

/** A report opened by its QR code is called by its ticket until its kind is known. */
export function nameReport(ticket: string, label: string, at: string): void {
  const one = mine.value.find((each) => each.ticket === ticket)
  if (one && one.label === ticket) write(mine.value.map((each) => (each === one ? { ...one, label, at } : each)))
}

/** The last state seen on this device, for when there is no network; without pictures, their links end. */
export function keepStatus(ticket: string, status: ReportStatus, at: number): void {
  const bare = { ...status, photos: [], can: [], timeline: status.timeline.map((step) => ({ ...step, photos: [] })), answer: status.answer && { ...status.answer, photos: [] } }
  try {
    localStorage.setItem(STATUS_KEY + ticket, JSON.stringify({ at, status: bare }))
  } catch {
    // Storage full or forbidden: the page works with network.
  }
}

export function keptStatus(ticket: string): { at: number; status: ReportStatus } | null {
  try {
    return JSON.parse(localStorage.getItem(STATUS_KEY + ticket) ?? 'null') as { at: number; status: ReportStatus } | null
  } catch {
    return null
  }
}

export function codeOf(ticket: string): string {
  return mine.value.find((one) => one.ticket === ticket)?.code ?? ''
}
