// /field: the grid member's app on the phone. It works without network after one visit.
import { createApp } from 'vue'
import { followReading } from '@shared/reading'
import { followTheme } from '@shared/theme'
import '@shared/tokens.css'
import '@shared/base.css'
import App from './App.vue'
import { i18n } from './fieldI18n'
import { startWorker } from './update'

followTheme()
followReading()
createApp(App).use(i18n).mount('#app')
startWorker()
