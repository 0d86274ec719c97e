// The desk in English.
import type { Words } from '@shared/i18n'

export const englishWords: Words = {
  pageTitle: 'Desk · GridWhistle',
  signIn: { title: 'GridWhistle desk', text: 'For stations, dispatchers, departments, coordinators and grid members', demo: 'Demo accounts are in demo-accounts.json in the data folder' },
  bar: {
    title: 'Desk', open: '{n} open', record: 'Record a report', people: 'Grids and people', rules: 'Rules', assess: 'Assessment', person: '{name}: posts and settings', light: 'Light', dark: 'Dark', posts: '{n} post(s)',
    line: { on: 'Live', waiting: 'Connecting', off: 'Not connected' },
  },
  unit: { station: '{name} station', dispatch: '{name} dispatch', coordinator: '{name} ecology bureau' },
  queue: {
    title: 'Queues', lateOf: '{queue}: {n} late', failed: 'Figures are not available', keys: { move: 'move', search: 'search' },
    group: { own: 'Mine', turn: 'Our turn', watch: 'Watch', rest: 'Other stages', more: 'More' },
    reported: 'To accept', confirming: 'To confirm', registered: 'To dispatch', dispatched: 'To sign', handling: 'In hand', suspended: 'Suspended', handled: 'To check', checked: 'To be rated', evaluated: 'To close',
    mine: 'My tasks', whistles: 'Whistles', low: 'Low queue (restricted)', warning: 'Due soon', supervised: 'Orders', border: 'At borders', escalated: 'With coordinator', late: 'Late', law: 'With law enforcement', recurring: 'Came back', withoutYes: 'Closed without a yes', all: 'All open',
  },
  states: {
    reported: 'Reported', confirming: 'To confirm', registered: 'Filed', declined: 'Declined', merged: 'Merged', withdrawn: 'Withdrawn',
    dispatched: 'Dispatched', handling: 'In hand', suspended: 'Suspended', handled: 'To check', checked: 'Answered, to be rated',
    evaluated: 'Rated, to close', closed: 'Closed', archived: 'Archived',
  },
  list: {
    search: 'Number, place or words', clear: 'Clear search', order: 'By deadline', more: 'More', all: '{n} in all', reports: '{n} reporters', gone: 'Now {state}', left: 'Left this list',
    arrived: '{n} new, show', empty: 'Nothing here', emptyText: 'New cases appear by themselves', nothing: 'Nothing found', nothingText: 'Try another word or clear the search', foreign: 'List from a figure', back: 'Back to queues',
  },
  case: { title: 'Case', none: 'Pick a case', noneText: 'J and K move, Enter acts', back: 'Back', phases: 'Four phases', copy: 'Copy number', copied: 'Copied {number}' },
  facts: {
    content: 'Words', noWords: 'No description', place: 'Place', noPlace: 'Place not found yet', source: 'Source', others: '{n} more reporter(s)', secret: 'reporters are confidential', external: 'Their number {n}',
    deadline: 'Deadline', before: 'by {at}', because: ': ', noDeadline: 'No clock is running', turn: 'Turn', department: 'With', standard: 'To do', law: 'Law',
  },
  photos: {
    none: 'No photos', unreleased: '{n} not public', release: 'Release', releaseTitle: 'Release photos', toCheck: 'Photo to look at', done: 'Photo released', skip: 'Not this one',
    rule: 'Anybody will be able to see it. Make sure that no face, number plate, house number or hint to the reporter shows.', seen: 'I have looked at this photo; it may be public', private: 'Reporter asked: for the station only',
    add: 'Add photos', remove: 'Remove photo {n}', notPicture: '{name} is no photo', tooLarge: '{name} is over 20 MB', tooMany: 'At most {n}',
    purpose: { report: 'Report', before: 'Before', after: 'After', confirm: 'Confirmation', check: 'Check', document: 'Document' },
  },
  map: { label: 'Grid of the case', title: 'Where it is', enlarge: 'Enlarge map', failed: 'The map cannot be shown' },
  place: { title: 'Find the place', correct: 'correct', lost: 'No place yet: mark it on the map', rule: 'The case goes to the grid and station of this point. It can be corrected until filing; every change is on record.', go: 'It is here', done: 'Place found: {grid}' },
  opinions: {
    title: 'Opinions', received: 'To answer', answered: 'Answered', none: { received: 'Nothing to answer', answered: 'None answered yet' }, intent: { feedback: 'Feedback', suggestion: 'Suggestion' },
    adopted: 'Adopted', notAdopted: 'Not adopted', adopt: 'Adopted?', choose: 'Adopted or not?', answer: 'Answer', reason: 'Answer and reason (the reporter reads it)', send: 'Send answer', done: 'Answered',
  },
  outcome: {
    confirmed: 'Found on site', handled: 'What was done', answer: 'Answer', rating: 'Rating', feedback: 'Feedback',
    satisfaction: 'satisfaction {n}/5', solved: { yes: 'Solved', partly: 'Partly solved', no: 'Not solved' },
    confirmation: { true: 'True', partly: 'Partly true', false: 'Not true', gone: 'Gone on arrival', no_access: 'No access' },
  },
  timeline: { title: 'What happened', until: 'until {day}', doneAt: 'done on site {at}, sent when online again', empty: 'Nothing yet', more: '{n} more', less: 'Fewer' },
  reports: { title: 'Reports ({n})', hasContact: 'Contact kept, confidential', anonymous: 'Anonymous', noContact: 'No contact', look: 'See reporter', skewed: 'Phone clock was wrong' },
  identity: {
    title: 'See reporter', rule: 'For contacting by the accepting unit only. Every look is on record: who, when, why.', reason: 'Reason', example: 'e.g. ask for the exact place', go: 'Record and show',
    name: 'Name', phone: 'Phone', email: 'E-mail', unsaid: 'not given', recorded: 'This look is on record. Gone once closed.',
  },
  routing: { suggested: 'Suggested', was: 'By the rules', lead: 'leads', assist: 'assist' },
  related: { main: 'Merged into', merged: '{n} merged into this', nearby: 'Open in this grid', same: '{n} of the same kind: the same matter?' },
  actions: { title: 'What you can do', more: '{n} more', all: 'All {n}', none: 'Nothing for you to do here now' },
  form: {
    optional: '(optional)', missing: 'Please fill in', missingPoints: 'Tick every point that you have seen; what is not reached fails the check', missingPhotos: 'Please add a photo', change: 'Change', decision: 'Decision', agree: 'Agree', disagree: 'Refuse', yes: 'Yes', no: 'No', sending: 'Sending…', uploading: 'Uploading {n}%',
    done: 'Done: {action}', undo: 'Undo', undone: 'Undone', notUndone: 'Could not be undone', amount: 'How many', unit: 'Unit',
    units: { working_days: 'working days', working_hours: 'working hours', natural_days: 'days', natural_hours: 'hours' },
    moved: 'Somebody has just moved this case.', movedNow: 'It is now “{state}”.', movedKept: 'Everything you typed is still here. Look at the case, then go on or not.', movedOver: 'This step is no longer possible; what you typed can still be copied.', goOn: 'Go on with the case as it is now',
    suggested: 'Suggested', level: { town: 'Town', district: 'District', city: 'City' }, findDepartment: 'Find a department', removeUnit: 'Remove {name}', findCategory: 'Find a category', findCase: 'Number, place or words', found: 'Found', nothingFound: 'No match',
    departmentsFailed: 'Departments could not be loaded', beforePhotos: 'Photos before',
  },
  record: {
    title: 'Record a report', source: 'Source', choose: 'Choose', number: 'Their number', due: 'Their deadline', category: 'Category', words: 'Words', place: 'Place', placeExample: 'Road, estate, landmark', name: 'Reporter', phone: 'Phone',
    when: 'When (empty = now)', photos: 'Photos', map: 'Pick the place on the map', tapMap: 'Click the map to mark the place', mapFailed: 'The map cannot be shown; words will do', notLocated: 'Grid not found', secret: 'Name and phone are kept encrypted and shown only for a stated reason.', go: 'Record',
    missing: { source: 'Choose a source', number: 'This source has a number', category: 'Choose a category', place: 'Mark the map or describe the place', description: 'A few words or a photo' },
    done: 'Recorded. Tell the reporter ticket and code.', ticket: 'Ticket', code: 'Query code', grid: 'Grid', gridLater: 'to be found by the station', readOut: 'With these two the reporter follows and rates the case.', same: 'Maybe the same matter', metres: '{n} m', another: 'Another one', open: 'Open case',
  },
}
