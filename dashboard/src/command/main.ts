// The leader's board. Opens in the person's own area; everything on it follows the live line.
import { createApp } from 'vue'
import '@shared/tokens.css'
import '@shared/base.css'
import './board.css'
import { pageI18n } from '@shared/i18n'
import CommandPage from './CommandPage.vue'
import { showBoardTheme } from './display'
import { words } from './words'

showBoardTheme()
const i18n = pageI18n(words)
createApp(CommandPage).use(i18n).mount('#app')
