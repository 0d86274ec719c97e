// The kinds as this phone has them, the likely ones first; what was reported is learnt here and nowhere else.
import { computed, onMounted, shallowRef, type Ref } from 'vue'
import { recall, remember, usePack } from '../pack'
import type { CategoryAnswer } from '@shared/types'
import { questionsFor } from '@shared/questions'
import type { FieldDraft } from './draft'
import { choosable } from './finding'
import { learn, likely, NO_HABITS, type Habits } from './likely'

const NAME = 'reportHabits'
const SHOWN = 6
const CITY_HOURS = 8

const hourIn = (at: number) => (new Date(at).getUTCHours() + CITY_HOURS) % 24

export function useKinds(draft: FieldDraft, grid: Ref<{ code: string } | null>) {
  const pack = usePack()
  const habits = shallowRef<Habits>(NO_HABITS)
  const book = computed<CategoryAnswer | null>(() => pack.categories)
  const all = computed(() => choosable(book.value?.categories ?? []))
  const open = computed(() => {
    const counts: Record<string, number> = {}
    for (const { case: one } of pack.tasks ?? []) if (grid.value === null || one.street_grid?.code === grid.value.code) counts[one.category.code] = (counts[one.category.code] ?? 0) + 1
    return counts
  })
  const first = computed(() => likely(all.value.filter((one) => one.code !== 'Z00'), habits.value, { grid: grid.value?.code ?? null, hour: hourIn(draft.startedAt), open: open.value }, SHOWN))
  const chosen = computed(() => all.value.find((one) => one.code === draft.category))
  const asked = computed(() => questionsFor(book.value?.questions ?? [], chosen.value))

  onMounted(async () => { habits.value = await recall<Habits>(NAME).catch(() => null) ?? NO_HABITS })

  async function remembered(kind: string): Promise<void> {
    habits.value = learn(habits.value, kind, { grid: grid.value?.code ?? null, hour: hourIn(Date.now()) })
    await remember(NAME, habits.value).catch(() => undefined)
  }

  return { book, all, first, chosen, asked, remembered }
}
