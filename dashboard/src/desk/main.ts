// /desk: the workplace of stations, dispatchers, departments, coordinators and grid members.
import { startOffice } from '@shared/officeStart'
import { i18n } from './deskI18n'
import DeskPage from './DeskPage.vue'

startOffice(DeskPage, i18n)
