// The place on this page.
import { officePlace } from '@shared/officePlace'

export const { address, openTab } = officePlace('routing')
