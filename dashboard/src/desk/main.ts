// /desk: the workplace of stations, dispatchers, departments, coordinators and grid members.
import { createApp } from 'vue'
import { chosenTheme, setTheme } from '@shared/theme'
import '@shared/tokens.css'
import '@shared/base.css'
import './desk.css'
import { i18n } from './deskI18n'
import DeskPage from './DeskPage.vue'

// An office works by daylight: dark only when somebody chose it here.
setTheme(chosenTheme() === 'dark' ? 'dark' : 'light')
createApp(DeskPage).use(i18n).mount('#app')
