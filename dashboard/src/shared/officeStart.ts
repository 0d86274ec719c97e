// An office page begins: its colours and shared styles, its title in the person's language.
import { createApp, watch, type Component } from 'vue'
import type { PageI18n } from './i18n'
import { chosenTheme, setTheme } from './theme'
import './tokens.css'
import './base.css'
import './office.css'

/** Put `page` on the screen; its words hold `pageTitle`. */
export function startOffice(page: Component, i18n: PageI18n): void {
  // An office works by daylight: dark only when somebody chose it here.
  setTheme(chosenTheme() === 'dark' ? 'dark' : 'light')
  watch(i18n.global.locale, () => { document.title = i18n.global.t('pageTitle') }, { immediate: true })
  createApp(page).use(i18n).mount('#app')
}
