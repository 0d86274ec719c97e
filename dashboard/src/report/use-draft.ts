// The one draft of this page, reactive, kept on the device half a second after each change.
import { nextTick, reactive, ref, toRaw, watch } from 'vue'
import { newKey } from '@shared/api'
import { freshDraft, hasContent, usableDraft, type Draft } from './draft'
import { dropDraft, keepDraft, loadDraft } from './draft-store'

const KEEP_AFTER_MS = 500

// IndexedDB stores plain objects, not Vue's proxies; the photos' blobs are shared, not copied.
function plain(draft: Draft): Draft {
  const raw = toRaw(draft)
  return {
    ...raw,
    spot: raw.spot && { ...toRaw(raw.spot) },
    device: raw.device && { ...toRaw(raw.device) },
    answers: { ...toRaw(raw.answers) },
    photos: raw.photos.map((photo) => ({ ...toRaw(photo) })),
    sounds: raw.sounds.map((sound) => ({ ...toRaw(sound) })),
    sent: raw.sent && (JSON.parse(JSON.stringify(raw.sent)) as Draft['sent']),
  }
}

export function useDraft() {
  const draft = reactive<Draft>(freshDraft(newKey(), Date.now()))
  const restored = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let muted = false

  const keep = async (): Promise<void> => {
    clearTimeout(timer)
    if (hasContent(draft)) await keepDraft(plain(draft))
    else await dropDraft()
  }

  async function put(next: Draft): Promise<void> {
    muted = true
    Object.assign(draft, next)
    await nextTick()
    muted = false
  }

  async function restore(): Promise<void> {
    const kept = usableDraft(await loadDraft(), Date.now())
    if (!kept || !hasContent(kept)) return
    await put(kept)
    restored.value = true
  }

  /** A new submission with a new id; the intent stays, the rest is gone. */
  async function clear(): Promise<void> {
    clearTimeout(timer)
    restored.value = false
    await put({ ...freshDraft(newKey(), Date.now()), intent: draft.intent })
    await dropDraft()
  }

  watch(draft, () => {
    if (muted) return
    clearTimeout(timer)
    timer = setTimeout(keep, KEEP_AFTER_MS)
  })
  return { draft, restored, restore, clear, keep }
}
