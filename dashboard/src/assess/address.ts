// The place on this page: `address.kept.score` and such are changed with `remember` or `openTab`.
import { officePlace } from '@shared/officePlace'

export const { address, openTab, remember } = officePlace('scores')
