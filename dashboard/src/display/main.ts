// /display: scores of grids and units while they are displayed, for everybody; an objection needs no name.
import { createApp } from 'vue'
import { pageI18n } from '@shared/i18n'
import { followReading } from '@shared/reading'
import { followTheme } from '@shared/theme'
import '@shared/tokens.css'
import '@shared/base.css'
import App from './App.vue'
import { words } from './words'

followTheme()
followReading()
createApp(App).use(pageI18n(words)).mount('#app')
