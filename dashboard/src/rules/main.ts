// /rules: the calendar, limits, routing, reminders: what the loop runs by, as data that people may read and change.
import { createApp } from 'vue'
import { chosenTheme, setTheme } from '@shared/theme'
import '@shared/tokens.css'
import '@shared/base.css'
import '../desk/desk.css'
import App from './App.vue'
import { i18n } from './rulesI18n'

setTheme(chosenTheme() === 'dark' ? 'dark' : 'light')
createApp(App).use(i18n).mount('#app')
