// Sends the draft until it is answered: the same id and words every time, so that repeating never doubles a report.
import { ref } from 'vue'
import { ApiProblem, post } from '@shared/api'
import { deviceHeader } from '@shared/device'
import type { Receipt } from '@shared/types'
import { upload } from '@shared/upload'
import { bodyOf, type Draft } from './draft'

export type SendStage = 'idle' | 'sending' | 'unsure' | 'refused'

const FIRST_PAUSE_MS = 4_000
const LONGEST_PAUSE_MS = 60_000

export function useSending(draft: () => Draft, keep: () => Promise<void>, onReceipt: (receipt: Receipt) => void) {
  const stage = ref<SendStage>('idle')
  const share = ref(0)
  const problem = ref<ApiProblem | null>(null)
  let pause = FIRST_PAUSE_MS
  let timer: ReturnType<typeof setTimeout> | undefined

  async function once(report: Draft): Promise<Receipt> {
    const options = { idempotencyKey: report.id, headers: deviceHeader() }
    // By this the server corrects the phone's clock; it is no part of what must stay the same.
    const body = { ...report.sent, sent_at: new Date().toISOString() }
    if (report.photos.length + report.sounds.length === 0) return post<Receipt>('/reports', body, options)
    const form = new FormData()
    form.append('report', JSON.stringify(body))
    for (const photo of report.photos) form.append('photos', photo.blob, photo.name)
    for (const sound of report.sounds) form.append('sounds', sound.blob, sound.name)
    return upload<Receipt>('/reports', form, options, (sent) => { share.value = sent })
  }

  async function send(): Promise<void> {
    if (stage.value === 'sending') return
    clearTimeout(timer)
    const report = draft()
    stage.value = 'sending'
    share.value = 0
    problem.value = null
    // Kept before it goes out: after a crash the very same words are repeated.
    report.sent ??= bodyOf(report, Date.now())
    await keep()
    try {
      onReceipt(await once(report))
      stage.value = 'idle'
      pause = FIRST_PAUSE_MS
    } catch (error) {
      await fail(error, report)
    }
  }

  async function fail(error: unknown, report: Draft): Promise<void> {
    if (!(error instanceof ApiProblem)) throw error
    problem.value = error
    if (error.unanswered) {
      stage.value = 'unsure'
      timer = setTimeout(send, pause)
      pause = Math.min(LONGEST_PAUSE_MS, pause * 2)
      return
    }
    // A 4xx says that nothing was stored: the words may change and the id stays.
    stage.value = 'refused'
    report.sent = null
    await keep()
  }

  /** What was refused is being mended: the server's words no longer fit. */
  function forgive(): void {
    if (stage.value !== 'refused') return
    stage.value = 'idle'
    problem.value = null
  }

  function stop(): void {
    clearTimeout(timer)
  }

  return { stage, share, problem, send, forgive, stop }
}
