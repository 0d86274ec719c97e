// A file of another system on its way in: looked through first, written only when nothing in it is wrong.
import { ref, shallowRef } from 'vue'
import { newKey } from '@shared/api'
import { upload } from '@shared/upload'
import { refusedFile } from '../../people/files/dryRun'
import type { Looked } from './types'

export function useFileTaking(path: string) {
  const file = shallowRef<File | null>(null)
  const answer = shallowRef<Looked | null>(null)
  const failure = shallowRef<unknown>(null)
  const refused = ref<'kind' | 'large' | 'empty' | null>(null)
  const busy = ref(false)
  let key = newKey()

  async function send(dry: boolean): Promise<void> {
    if (!file.value || busy.value) return
    busy.value = true
    failure.value = null
    const form = new FormData()
    form.append('file', file.value, file.value.name)
    try {
      answer.value = await upload<Looked>(path, form, { query: { dry_run: dry }, idempotencyKey: dry ? newKey() : key }, () => undefined)
    } catch (error) {
      failure.value = error
    } finally {
      busy.value = false
    }
  }

  function take(files: FileList | null | undefined): void {
    const chosen = files?.[0]
    if (!chosen) return
    refused.value = refusedFile(chosen)
    answer.value = null
    failure.value = null
    file.value = refused.value ? null : chosen
    key = newKey()
    if (file.value) void send(true)
  }

  return { file, answer, failure, refused, busy, send, take }
}
