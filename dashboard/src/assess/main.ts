// /assess: scores that people can open down to the photo, the scheme they come from, and what follows from them.
import { createApp } from 'vue'
import { chosenTheme, setTheme } from '@shared/theme'
import '@shared/tokens.css'
import '@shared/base.css'
import '../desk/desk.css'
import App from './App.vue'
import { i18n } from './assessI18n'

setTheme(chosenTheme() === 'dark' ? 'dark' : 'light')
createApp(App).use(i18n).mount('#app')
