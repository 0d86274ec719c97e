// Light, dark, or as the device says. The board is always dark and never calls this.
export type Theme = 'auto' | 'light' | 'dark'

const KEY = 'gridwhistle.theme'
const device = () => window.matchMedia('(prefers-color-scheme: dark)')

/** The theme the person chose on this device; 'auto' when they chose none. */
export function chosenTheme(): Theme {
  const kept = localStorage.getItem(KEY)
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}

function apply(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'auto' && device().matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  window.dispatchEvent(new CustomEvent('themechange'))
}

/** Keep the choice on this device and show it. Maps listen to `themechange` on window. */
export function setTheme(theme: Theme): void {
  if (theme === 'auto') localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, theme)
  apply(theme)
}

/** Call once before mounting a page that follows the device. */
export function followTheme(): void {
  apply(chosenTheme())
  device().addEventListener('change', () => apply(chosenTheme()))
}
