// Keys of the desk. Typing in a field, an open dialog or a pressed Ctrl/Alt/Meta switches them off.

interface Pressed { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean }

/** `R`, `⇧X`, `shift+x`, `/`, `Enter` against what was pressed. */
export function matchesKey(event: Pressed, wanted: string): boolean {
  if (!wanted || event.ctrlKey || event.metaKey || event.altKey) return false
  const shift = /^(⇧|shift\+)/i.test(wanted)
  const key = wanted.replace(/^(⇧|shift\+)/i, '')
  if (!/^[a-z]$/i.test(key)) return event.key === key
  return event.key.toLowerCase() === key.toLowerCase() && event.shiftKey === shift
}

/** Whether the person is writing or a dialog has the floor. */
export function isBusyElsewhere(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null
  if (document.querySelector('dialog[open]')) return true
  return element?.closest?.('input, textarea, select, [contenteditable]') != null
}

/** J and K walk through the list, X selects, G goes elsewhere; an action that would like one of them takes it with shift. */
export function actionKey(key: string): string {
  return /^[jkxg]$/i.test(key) ? `⇧${key.toUpperCase()}` : key
}
