// Whistles that the live line tells of: whoever shows some asks again when the number rises.
import { readonly, ref } from 'vue'
import type { LiveEvent } from './types'

const heard = ref(0)

/** Rises whenever something happened to a whistle. */
export const heardWhistles = readonly(heard)

export function hearWhistles(events: readonly LiveEvent[]): void {
  if (events.some((event) => event.subject.kind === 'whistle')) heard.value += 1
}
