// 我的任务: asked for with the figures, counted, put in the order the person wants. The server gives the most urgent first.
import { ref, shallowRef } from 'vue'
import { get } from '@shared/api'
import { day, length, millis } from '@shared/time'
import type { Locale } from '@shared/i18n'
import type { Post } from '@shared/types'
import type { Tally } from '../queues'
import type { Task, TaskAnswer } from './types'

/** The longest list that the server gives. */
export const MOST_TASKS = 200

export interface Near { lon: number; lat: number }

export function tallyOf(items: readonly Task[]): Tally {
  return { count: items.length, more: items.length >= MOST_TASKS }
}

/** Nearest first, cases without a place last; without distances the order of urgency stays. */
export function byDistance(items: readonly Task[]): Task[] {
  return [...items].sort((a, b) => (a.distance_m ?? Infinity) - (b.distance_m ?? Infinity))
}

/** Tasks that hold every word in category, number, place or reason. */
export function findTasks(items: readonly Task[], asked: string): Task[] {
  const words = asked.trim().toUpperCase().split(/\s+/).filter(Boolean)
  return items.filter((task) => {
    const text = [task.kind_name, task.case.category.name, task.case.number, task.case.place_text, task.case.street_grid?.name, task.case.town?.name, task.why, task.for?.name].join(' ').toUpperCase()
    return words.every((word) => text.includes(word))
  })
}

/** `860 米` · `2.4 公里` */
export function distance(metres: number, locale: Locale): string {
  const zh = locale === 'zh-CN'
  const whole = Math.round(metres)
  if (whole < 1000) return `${whole} ${zh ? '米' : 'm'}`
  return `${(metres / 1000).toFixed(metres < 10_000 ? 1 : 0)} ${zh ? '公里' : 'km'}`
}

export interface Standing { name: string; role_name: string; place: string; to: string | null }

/** The posts that somebody holds for absent colleagues, those that end first in front. */
export function standingIn(posts: readonly Post[]): Standing[] {
  return posts.flatMap((post) => (post.stands_in_for ? [{ name: post.stands_in_for, role_name: post.role_name, place: post.department_name ?? post.division_name, to: post.to }] : []))
    .sort((a, b) => (a.to ?? '9').localeCompare(b.to ?? '9'))
}

/** A term's last day: its end is a midnight that no longer belongs to it. `null` while nobody knows. */
export function lastDay(to: string | null, locale: Locale): string | null {
  return to === null ? null : day(millis(to) - 1000, locale)
}

/** How long a term still runs, for the last day itself. */
export function restOf(to: string | null, locale: Locale, now: number): string | null {
  return to !== null && millis(to) - now < 86_400_000 ? length(millis(to) - now, locale) : null
}

export function useTasks() {
  const items = shallowRef<Task[] | null>(null)
  const error = shallowRef<unknown>(null)
  const near = shallowRef<Near | null>(null)
  const busy = ref(false)
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    busy.value = true
    try {
      const at = near.value ? `${near.value.lon.toFixed(5)},${near.value.lat.toFixed(5)}` : undefined
      const answer = await get<TaskAnswer>('/tasks', { query: { near: at } })
      if (mine !== turn) return
      items.value = answer.items
      error.value = null
    } catch (failure) {
      if (mine === turn) error.value = failure
    } finally {
      if (mine === turn) busy.value = false
    }
  }

  return { items, error, near, busy, load }
}
export type Tasks = ReturnType<typeof useTasks>
