// /rules: the calendar, limits, routing, reminders: what the loop runs by, as data that people may read and change.
import { startOffice } from '@shared/officeStart'
import App from './App.vue'
import { i18n } from './rulesI18n'

startOffice(App, i18n)
