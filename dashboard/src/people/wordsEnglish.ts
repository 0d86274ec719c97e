// The page in English.
import type { Words } from '@shared/i18n'

export const englishWords: Words = {
  title: 'Grids and people', pageTitle: 'Grids and people · GridWhistle',
  signIn: { title: 'Grids and people', text: 'Who is responsible for every square metre, now. Sign in with your work account', demo: 'Demo accounts are in demo-accounts.json in the data folder' },
  bar: { desk: 'Desk', light: 'Light', dark: 'Dark' },
  tabs: { title: 'Pages', grids: 'Grids and people', roster: 'Rosters', five: 'Five fixed', texts: 'Handbook and duties', emergency: 'Emergency' },
  level: { city: 'City', district: 'District', town: 'Town', street_grid: 'Grid', community: 'Community', sub_grid: 'Community grid' },
  tree: {
    title: 'Divisions', noHead: 'no head', people: '{n} people', five: 'Five fixed: {fixed} of {of}', open: 'Open', close: 'Close', nothing: 'Nothing finer below',
    hint: '↑ ↓ move, → open, ← close; type a name to jump', failed: 'Could not be loaded',
  },
}
