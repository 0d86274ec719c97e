// Short messages at the foot of the page; one may carry something to do, such as 撤销.
import { shallowReactive } from 'vue'

export interface Toast { id: number; text: string; tone: 'done' | 'problem'; label?: string; act?: () => void }

const SHOWN_MS = 6_000
const WITH_ACTION_MS = 12_000
let last = 0
export const toasts = shallowReactive<Toast[]>([])

export function dismissToast(id: number): void {
  const at = toasts.findIndex((toast) => toast.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

export function showToast(text: string, more: Partial<Pick<Toast, 'tone' | 'label' | 'act'>> = {}): void {
  const id = ++last
  toasts.push({ id, text, tone: more.tone ?? 'done', label: more.label, act: more.act })
  while (toasts.length > 3) toasts.shift()
  setTimeout(() => dismissToast(id), more.act ? WITH_ACTION_MS : SHOWN_MS)
}
