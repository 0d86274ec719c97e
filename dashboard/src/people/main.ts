// /people: who is responsible for which grid, rosters, duties, emergencies.
import { startOffice } from '@shared/officeStart'
import App from './App.vue'
import { i18n } from './peopleI18n'

startOffice(App, i18n)
