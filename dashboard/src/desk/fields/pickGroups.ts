// Options in groups and how typing narrows them.
export interface PickOption<V> { value: V; label: string; hint?: string }
export interface PickGroup<V> { label: string; options: PickOption<V>[] }

/** Keeps options whose label, hint, value or group contains every typed word; an option stays in its first group only. */
export function narrowGroups<V>(groups: PickGroup<V>[], words: string): PickGroup<V>[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (group: PickGroup<V>, option: PickOption<V>) => {
    const text = `${group.label} ${option.label} ${option.hint ?? ''} ${String(option.value)}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  }
  const seen = new Set<V>()
  const once = (option: PickOption<V>) => !seen.has(option.value) && seen.add(option.value)
  return groups
    .map((group) => ({ label: group.label, options: group.options.filter((option) => fits(group, option) && once(option)) }))
    .filter((group) => group.options.length > 0)
}
