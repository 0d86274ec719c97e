// /assess: scores that people can open down to the photo, the scheme they come from, and what follows from them.
import { startOffice } from '@shared/officeStart'
import App from './App.vue'
import { i18n } from './assessI18n'

startOffice(App, i18n)
