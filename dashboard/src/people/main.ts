// /people: who is responsible for which grid, rosters, duties, emergencies.
import { createApp } from 'vue'
import { chosenTheme, setTheme } from '@shared/theme'
import '@shared/tokens.css'
import '@shared/base.css'
import '../desk/desk.css'
import App from './App.vue'
import { i18n } from './peopleI18n'

// The same office as the desk: dark only when somebody chose it here.
setTheme(chosenTheme() === 'dark' ? 'dark' : 'light')
createApp(App).use(i18n).mount('#app')
