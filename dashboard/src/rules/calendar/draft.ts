// Changes of the calendar that are looked at and saved together, on top of the calendar that is there.
import { computed, reactive } from 'vue'
import type { Json } from '@shared/api'
import type { Calendar, CalendarDay, Span } from './types'

export type DayKind = 'holiday' | 'workday' | 'usual'
export interface NewStop { division: string; name: string; from: string; to: string }
export interface WantedHours { hours: Span[]; summer_hours: Span[]; summer_from: string | null; summer_to: string | null }

/** The day as its weekday says: Monday to Friday. */
export function isWeekday(day: string): boolean {
  const number = new Date(`${day}T00:00:00Z`).getUTCDay()
  return number > 0 && number < 6
}

export function useDraft(calendar: () => Calendar | null) {
  const draft = reactive({ days: {} as Record<string, { kind: DayKind; name: string }>, hours: null as WantedHours | null, stops: [] as NewStop[], dropped: [] as number[], years: {} as Record<number, boolean> })
  const known = computed(() => Object.fromEntries((calendar()?.days ?? []).map((row) => [row.day, row])))
  const count = computed(() => Object.keys(draft.days).length + draft.stops.length + draft.dropped.length + Object.keys(draft.years).length + (draft.hours ? 1 : 0))

  /** What a day will be, with the changes that are not saved yet. */
  function dayOf(day: string): { kind: DayKind; name: string; changed: boolean } {
    const saved: CalendarDay | undefined = known.value[day]
    const wanted = draft.days[day]
    if (wanted) return { ...wanted, changed: true }
    return { kind: saved?.kind ?? 'usual', name: saved?.name ?? '', changed: false }
  }

  function setDay(day: string, kind: DayKind, name: string): void {
    const saved = known.value[day]
    if ((saved?.kind ?? 'usual') === kind && (saved?.name ?? '') === name) delete draft.days[day]
    else draft.days[day] = { kind, name }
  }

  function clear(): void {
    Object.assign(draft, { days: {}, hours: null, stops: [], dropped: [], years: {} })
  }

  /** The body of POST /calendar and /calendar/preview. */
  function body(): Json {
    return {
      version: calendar()?.version ?? 0,
      days: Object.entries(draft.days).map(([day, row]) => ({ day, kind: row.kind, name: row.name })),
      ...(draft.hours ? { hours: draft.hours as unknown as Json } : {}),
      stops: draft.stops.map((stop) => ({ ...stop, from: `${stop.from}:00+08:00`, to: `${stop.to}:00+08:00` })),
      dropped_stops: [...draft.dropped],
      years: Object.entries(draft.years).map(([year, provisional]) => ({ year: Number(year), provisional })),
    }
  }

  return { draft, count, dayOf, setDay, clear, body }
}

export type Draft = ReturnType<typeof useDraft>
