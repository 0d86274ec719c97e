import { createApp } from 'vue'
import '@shared/tokens.css'
import '@shared/base.css'
import { pageI18n } from '@shared/i18n'
import { followReading } from '@shared/reading'
import { followTheme } from '@shared/theme'
import App from './App.vue'
import { words } from './words'

followTheme()
followReading()
createApp(App).use(pageI18n(words)).mount('#app')
