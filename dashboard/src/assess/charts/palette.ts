// The page's colours for canvases, which know no CSS variables; read anew when the theme changes.
import { onScopeDispose, ref, type Ref } from 'vue'

export interface Palette { ink: string; quiet: string; line: string; surface: string; accent: string; soft: string; strong: string; font: string }

function read(): Palette {
  const style = getComputedStyle(document.documentElement)
  const value = (name: string) => style.getPropertyValue(name).trim()
  return { ink: value('--ink'), quiet: value('--ink-2'), line: value('--line'), surface: value('--surface'), accent: value('--accent'), soft: value('--accent-soft'), strong: value('--line-strong'), font: value('--font') }
}

export function usePalette(): Readonly<Ref<Palette>> {
  const palette = ref(read())
  const watching = new MutationObserver(() => { palette.value = read() })
  watching.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  onScopeDispose(() => watching.disconnect())
  return palette
}
