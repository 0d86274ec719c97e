// The one report that is being written, kept on the phone while it is written: a reload or a dead battery loses nothing.
import { nextTick, onScopeDispose, reactive, ref, watch } from 'vue'
import { recall, remember } from '../pack'
import type { Shot } from '../types'
import { freshDraft, hasContent, type FieldDraft } from './draft'

interface KeptShot extends Omit<Shot, 'blob'> { bytes: ArrayBuffer; type: string }
type KeptWords = Omit<FieldDraft, 'shots'>

const WORDS = 'reportDraft'
const SHOTS = 'reportDraftShots'
const KEEP_AFTER_MS = 250
const STALE_MS = 24 * 3_600_000

async function keepShots(shots: Shot[]): Promise<void> {
  await remember(SHOTS, await Promise.all(shots.map(async ({ blob, ...shot }): Promise<KeptShot> => ({ ...shot, bytes: await blob.arrayBuffer(), type: blob.type }))))
}

/** What was kept and is not stale; null when there is nothing worth taking up again. */
async function keptDraft(now: number): Promise<FieldDraft | null> {
  const [words, shots] = await Promise.all([recall<KeptWords>(WORDS), recall<KeptShot[]>(SHOTS)])
  if (!words || now - words.startedAt > STALE_MS) return null
  const draft = { ...freshDraft(now), ...words, shots: (shots ?? []).map(({ bytes, type, ...shot }) => ({ ...shot, blob: new Blob([bytes], { type }) })) }
  return hasContent(draft) ? draft : null
}

export function useFieldDraft() {
  const draft = reactive<FieldDraft>(freshDraft(Date.now()))
  const restored = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let muted = false

  // A full phone must not stand in the way of writing; the outbox says so when it is sent.
  const keepWords = () => {
    const { shots: _, ...words } = draft
    return remember(WORDS, JSON.parse(JSON.stringify(words))).catch(() => undefined)
  }

  async function put(next: FieldDraft): Promise<void> {
    muted = true
    Object.assign(draft, next)
    await nextTick()
    muted = false
  }

  /** Begin with `next`; what was kept before is gone. */
  async function begin(next: FieldDraft): Promise<void> {
    clearTimeout(timer)
    restored.value = false
    await put(next)
    await Promise.all([keepWords(), keepShots(next.shots).catch(() => undefined)])
  }

  async function restore(): Promise<boolean> {
    const found = await keptDraft(Date.now()).catch(() => null)
    if (found) await put(found)
    restored.value = found !== null
    return restored.value
  }

  const keepNow = (): void => {
    if (!document.hidden || muted) return
    clearTimeout(timer)
    void keepWords()
  }
  // Phones end pages that are not looked at without asking.
  document.addEventListener('visibilitychange', keepNow)

  watch(() => draft.shots, (shots) => { if (!muted) void keepShots([...shots]).catch(() => undefined) })
  watch(draft, () => {
    if (muted) return
    clearTimeout(timer)
    timer = setTimeout(keepWords, KEEP_AFTER_MS)
  })
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', keepNow)
    clearTimeout(timer)
    if (!muted && hasContent(draft)) void keepWords()
  })
  return { draft, restored, restore, begin }
}
