// «我的上报»: tickets and query codes kept on this device only, newest first. Nobody else can list them.
import { ref } from 'vue'

export interface MyReport { ticket: string; code: string; label: string; at: string }

const KEY = 'gridwhistle.mine'
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
}

export function codeOf(ticket: string): string {
  return mine.value.find((one) => one.ticket === ticket)?.code ?? ''
}
