// Everything about the one report on the page: what is known of it, what stands in the way, keeping it.
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { givenAnswers, type Answers } from '@shared/questions'
import type { Json } from '@shared/api'
import type { PublicSettings } from '@shared/types'
import { isFull } from '../kept'
import { enqueue, useOutbox } from '../outbox'
import { reopen, sendAgain } from '../outbox/mend'
import type { OutboxItem } from '../types'
import { bodyOf, draftOf, freshDraft, missingIn, nextDraft, type FieldDraft, type Missing } from './draft'
import { kindName } from './finding'
import { takeStart, type Start } from './start'
import { useFieldDraft } from './useFieldDraft'
import { useKinds } from './useKinds'
import { useWhere } from './useWhere'
import type { Sent } from './SentSheet.vue'

export function useReport(settings: PublicSettings, mendId: string | null) {
  const { t, locale } = useI18n()
  const outbox = useOutbox()
  const { draft, restored, restore, begin } = useFieldDraft()
  const where = useWhere(draft, settings)
  const kinds = useKinds(draft, where.grid)
  const given = ref<Start | null>(null)
  const tried = ref(false)
  const busy = ref(false)
  const failure = ref<'full' | 'failed' | null>(null)
  const sent = ref<Sent | null>(null)
  const mended = computed<OutboxItem | null>(() => outbox.items.find((item) => item.id === mendId) ?? null)

  const answers = computed({ get: () => givenAnswers(kinds.asked.value, draft.answers), set: (next: Answers) => { draft.answers = next } })
  const missing = computed(() => missingIn(draft, kinds.chosen.value))
  /** The server's words about a refused report, by field, as long as the field says the same. */
  const refusedFields = computed<Record<string, string>>(() => (draft.mends ? mended.value?.problem?.fields ?? {} : {}))
  const errors = computed(() => {
    const shown: Partial<Record<Missing, string>> = {}
    if (tried.value) for (const part of missing.value) shown[part] = part === 'photo' ? t('report.noPhoto') : t(`report.needs.${part}`)
    if (draft.mends && draft.category && kinds.book.value && !kinds.chosen.value) shown.category ??= t('report.kind.gone')
    return shown
  })

  async function open(): Promise<void> {
    given.value = takeStart()
    if (mendId) {
      const item = mended.value
      if (item) await begin(draftOf(item.body, (await reopen(item)).photos.map((photo) => photo.shot), item.id, Date.now()))
      return
    }
    if (given.value) await begin(started(given.value))
    else if (await restore() && draft.spot) return
    await where.look()
  }

  /** Keep it: from here on it is sent by itself. What is typed stays on the page when the phone is full. */
  async function keep(): Promise<void> {
    tried.value = true
    if (missing.value.length > 0 || busy.value) return
    busy.value = true
    failure.value = null
    try {
      await settle(await handIn())
    } catch (error) {
      failure.value = isFull(error) ? 'full' : 'failed'
    } finally {
      busy.value = false
    }
  }

  function handIn(): Promise<string> {
    const kind = kindName(kinds.chosen.value!, locale.value)
    const body: Record<string, Json> = bodyOf(draft, answers.value, Date.now())
    const photos = draft.shots.map((shot) => ({ field: 'photos', shot: { ...shot } }))
    const title = `${t('report.title')} · ${kind}`
    return mended.value && draft.mends ? sendAgain(mended.value, { body, photos, title }) : enqueue({ kind: 'report', title, path: '/reports', part: 'report', body, photos })
  }

  async function settle(id: string): Promise<void> {
    const kind = kinds.chosen.value!
    sent.value = { id, kind: kindName(kind, locale.value), place: where.name.value || draft.placeText || t('report.place.later'), photos: draft.shots.length, urgent: kind.severity === 1 }
    await given.value?.taken?.(id)
    given.value = null
    await kinds.remembered(kind.code)
    tried.value = false
    await begin(nextDraft(draft, Date.now()))
  }

  /** The next one from here: the place stays and is looked at again. */
  async function another(): Promise<void> {
    sent.value = null
    if (draft.spot === null || draft.spot.by === 'phone') await where.look()
  }

  async function clear(): Promise<void> {
    tried.value = false
    await begin(freshDraft(Date.now()))
    await where.look()
  }

  return { draft, restored, where, kinds, given, busy, failure, sent, mended, answers, missing, refusedFields, errors, tried, open, keep, another, clear }
}

function started(start: Start): FieldDraft {
  const { category = null, spot, placeText = '', premises = null, description = '' } = start
  return { ...freshDraft(Date.now()), category, placeText, premises, description, spot: spot ? { ...spot, by: 'given' } : null }
}
