// One step of a case on its way to the server, and the way back from a slip.
import { useI18n } from 'vue-i18n'
import { ApiProblem, newKey, post, type Json } from '@shared/api'
import { upload } from '@shared/upload'
import type { CaseFile } from './caseFile'
import { showToast } from './toasts'

export interface StepCall { caseId: number; action: string; payload: Record<string, Json> | FormData; version: number; key: string }

export function sendStep(call: StepCall, onProgress: (share: number) => void): Promise<CaseFile> {
  const path = `/cases/${call.caseId}/${call.action}`
  const options = { version: call.version, idempotencyKey: call.key }
  return call.payload instanceof FormData ? upload<CaseFile>(path, call.payload, options, onProgress) : post<CaseFile>(path, call.payload, options)
}

/** Somebody else moved the case first, or the step no longer fits its state. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 412 || (error.status === 409 && error.type === 'invalid-transition'))
}

export function useStep() {
  const { t } = useI18n()

  async function takeBack(file: CaseFile, after: (file: CaseFile) => void): Promise<void> {
    try {
      after(await sendStep({ caseId: file.id, action: 'undo', payload: {}, version: file.version, key: newKey() }, () => undefined))
      showToast(t('form.undone'))
    } catch (error) {
      showToast(error instanceof ApiProblem && error.detail ? error.detail : t('form.notUndone'), { tone: 'problem' })
    }
  }

  /** Say that a step is taken; with a way back when the server offers one. */
  function offer(file: CaseFile, text: string, after: (file: CaseFile) => void): void {
    if (!file.undo) return showToast(text)
    showToast(text, { label: t('form.undo'), act: () => void takeBack(file, after) })
  }

  return { undo: { offer } }
}
