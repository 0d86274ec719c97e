// The page in English.
import type { Words } from '@shared/i18n'
import { englishTerms } from '../desk/englishTerms'

export const englishWords: Words = {
  title: 'Grids and people', pageTitle: 'Grids and people · GridWhistle',
  signIn: { title: 'Grids and people', text: 'Who is responsible for every square metre, now. Sign in with your work account', demo: 'Demo accounts are in demo-accounts.json in the data folder' },
  bar: { desk: 'Desk', light: 'Light', dark: 'Dark' },
  tabs: { title: 'Pages', grids: 'Grids and people', roster: 'Rosters', five: 'Five fixed', texts: 'Handbook and duties', sources: 'Sources and rounds', emergency: 'Emergency' },
  steps: { title: 'Steps', tree: 'Divisions', card: 'People', map: 'Map' },
  level: { city: 'City', district: 'District', town: 'Town', street_grid: 'Grid', community: 'Community', sub_grid: 'Community grid', sea: 'Sea grid' },
  roles: { ...englishTerms.roles },
  tree: {
    title: 'Divisions', noHead: 'no head', people: '{n} people', five: 'Five fixed: {fixed} of {of}', away: '{n} away', uncovered: '▲ {n} uncovered',
    hint: '↑ ↓ move, → open, ← close; type a name or number to jump', failed: 'Could not be loaded',
  },
  search: { title: 'Search', hint: 'Name, phone, number, division', clear: 'Clear search', found: 'Found', division: 'Divisions', person: 'People', nothing: 'Nothing found', failed: 'Search is not available' },
  card: {
    title: 'Division', chain: 'Chain of heads', people: 'On their posts', team: 'Emergency team', around: 'In the hands of the members of {name}', counts: 'People in all of it', away: '{n} away', uncovered: '{n} posts without a stand-in', more: '{n} more', add: 'Add person', print: 'Print sheet',
    files: 'Import, export', empty: 'Nobody holds a post right here', emptyText: 'Look one level down, or up in the chain of heads', emptyAdd: 'People and posts can be added here',
  },
  post: {
    vacant: 'vacant', for: 'for {name}', nobodyFor: '{name} is away, nobody stands in', standIn: 'Stands in: ', noStandIn: 'Nobody stands in', away: '{kind}', awayUntil: '{kind} until {to}', since: 'since {from}', term: '{from} to {to}',
  },
  person: {
    title: 'Person', back: 'Back', name: 'Name', staffNo: 'Staff number', phone: 'Mobile', officePhone: 'Office phone', phoneRule: 'Seen only by those who work together, never publicly', office: 'office', call: 'Call {name}, mobile', callOffice: 'Call {name}, office',
    work: '{n} open', away: 'Register absence', absences: 'Away', current: 'Posts', future: 'Posts to come', past: 'Earlier posts and absences', noPost: 'No post at present', substitute: 'Usual stand-in: ', noSubstitute: 'not named',
  },
  figures: { title: 'My own facts, {from} to {to}, seen by nobody else', n: 'Tasks due', on_time: 'In time', late: 'Late', open: 'Open', moved: 'Moved', away: 'Days away' },
  absence: {
    title: 'Absence · {name}', kind: 'Reason', leave: 'Leave', training: 'Training', emergency_duty: 'Emergency duty', from: 'From', to: 'To (that day included)', substitute: 'Who stands in this time', substituteHint: 'Otherwise the usual stand-in of each post',
    plan: 'After confirming', chosen: 'the chosen person stands in', nobody: 'nobody named', rule: 'Where nobody is named, the other members of the grid take over, then the nearest grid, then the station.', go: 'Register', done: 'Registered: {names} stands in, {n} pieces of work moved', doneAlone: 'Registered, {n} pieces of work moved',
    undone: 'Registration undone', back: 'Back early', backDone: 'Back at work', cancel: 'Cancel', future: 'not begun', open: 'open',
  },
  newPost: {
    title: 'Add person and post · {where}', go: 'Add', who: 'Who', new: 'New person', old: 'Already here', person: 'Person', role: 'Post', department: 'Department', from: 'From', to: 'To (that day included)', substitute: 'Stand-in', substituteHint: 'Takes over whenever the holder is away',
    done: '{role} added',
  },
  tasks: {
    title: 'Standing tasks', none: 'No task yet', noneText: 'The five fixes lack a task: the head of the town’s station sets what is patrolled and how often', stopped: 'Emergency: ordinary tasks are suspended, planned until {to}', add: 'Add a task', from: 'since {from}', until: 'until {to}', end: 'Stop', endOf: 'Stop: {item}', ended: 'Today is its last day: {item}',
    new: 'New task · {where}', go: 'Add', item: 'What to do', itemHint: 'Where to go and what to look at', times: 'Times', period: 'How often', day: 'a day', week: 'a week', month: 'a month', starts: 'From', done: 'Set: {item}',
    duty: 'Item of the duty list', dutyHint: 'Choose the item that it carries out', outside: 'Not in the list', why: 'Why a task outside the list', whyHint: 'At least 4 characters. Tasks outside the list are counted as burden and shown to leaders.', isOutside: 'Outside the list: {why}',
  },
  endPost: { title: 'End post', go: 'End post', when: 'When', day: 'After a day', now: 'Now', on: 'Last day', onHint: 'Ends at midnight, and all rights with it', work: 'Open work moves by the rules of standing in; to give it to somebody, use “Hand over”.', done: 'Post ended' },
  substitute: { title: 'Name stand-in', who: 'Stand-in', hint: 'In the same district, and somebody else', go: 'Name', done: 'Stand-in named', remove: '{name} no longer stands in', removed: 'Stand-in removed' },
  handOver: { title: 'Hand over', go: 'Hand over', to: 'To whom', from: 'From which day', fromHint: 'From midnight; today means at once', done: 'Handed over, {n} pieces of work moved', planned: 'Hand-over registered' },
  contact: { title: 'Edit contact', go: 'Save', done: 'Saved' },
  work: { none: 'No open work', n: '{n} pieces of open work will move' },
  picker: { find: 'Name, number or phone', found: 'Found', near: 'People of this division', away: 'away', clear: 'Nobody', pick: 'Choose' },
  who: {
    title: 'Responsible here, now', none: 'Touch a place on the map', noneText: 'Who is responsible, who stands in, and why', myPlace: 'Use my position', noPlace: 'Position not available', at: 'Time (empty = now)', category: 'Category', any: 'Any', nobody: 'Nobody at present',
    members: 'Grid members', chain: 'Chain of heads', lead: 'Department in charge', noLead: 'Choose a category', atWork: 'Working hours, on duty', onDuty: 'Outside working hours, urgent matters to', absent: '{name} is away', noMembers: 'No grid members',
  },
  map: { title: 'Map', label: 'Map of divisions; touch to ask who is responsible', failed: 'The map could not be opened', parts: 'Parts', in: 'Zoom in', out: 'Zoom out', centre: 'Who is responsible at the centre of the map', tip: 'Touch to ask who is responsible' },
  files: {
    title: 'Import and export', import: 'Import', export: 'Export', exportText: "Only people you may see; cells beginning with = + - {'@'} are written as text.", columns: 'Names of columns in the first row: ', choose: 'Choose a file or drop it here', kinds: '.xlsx or .csv; checked first, nothing is written',
    refused: { kind: '{name} is not an .xlsx or .csv file', large: '{name} is larger than 5 MB', empty: '{name} is empty' }, reading: 'Checking…', wrong: '{n} mistakes in {rows} rows; nothing was written', ready: '{rows} rows without mistakes: {n} new, {changed} changed',
    same: '{rows} rows, the same as now: nothing to write', applied: 'Written: {n} new, {changed} changed', mistakes: 'Mistakes', row: 'Row', column: 'Column', value: 'Value', reason: 'Reason', more: '{n} more: download the list', apply: 'Write {n}', keep: 'Download mistakes', errorsName: 'mistakes',
  },
  sheet: {
    title: 'Environmental grid map', go: 'Print', back: 'Back', phones: 'Print mobile numbers (those you may see)', phonesRule: 'Otherwise office numbers only.', head: 'Head of the community', gridHead: 'Grid head', members: 'Grid members', station: 'Environmental station', team: 'Emergency team', duty: 'Duty phones',
    own: 'This community', around: 'Grids around', date: 'Drawn', version: 'Version', north: 'N', vacant: 'vacant', hotline: 'Environment hotline', area: '{n} km²', grids: '{n} community grids', stand: '{name} stands in', more: 'and {n} more',
  },
  record: { map: 'Map to choose the place', mapFailed: 'The map did not open; open this window again', tapMap: 'Click the map', notLocated: 'The grid of this place could not be found' },
  form: { optional: '(optional)', missing: 'Please fill in', change: 'Change', sending: 'Sending…', uploading: 'Uploading {n}%', undo: 'Undo', nothingFound: 'Nothing fits' },
}
