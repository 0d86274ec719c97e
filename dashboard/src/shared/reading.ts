// 长辈模式: larger type, larger targets, fewer things. Kept on this device, the same for every page that offers it.
import { readonly, ref } from 'vue'

const KEY = 'gridwhistle.reading'
const large = ref(false)

/** True while type is large; components watch it to leave out what is not needed. */
export const isLarge = readonly(large)

function apply(on: boolean): void {
  large.value = on
  if (on) document.documentElement.dataset.reading = 'large'
  else delete document.documentElement.dataset.reading
  window.dispatchEvent(new CustomEvent('readingchange'))
}

/** Keep the choice on this device and show it. Maps listen to `readingchange` on window. */
export function setLarge(on: boolean): void {
  if (on) localStorage.setItem(KEY, 'large')
  else localStorage.removeItem(KEY)
  apply(on)
}

/** Call once before mounting: `?reading=large` in the address (a link for the elderly), else what this device chose. */
export function followReading(): void {
  const asked = new URLSearchParams(location.search).get('reading')
  if (asked === 'large') setLarge(true)
  else apply(localStorage.getItem(KEY) === 'large')
}
