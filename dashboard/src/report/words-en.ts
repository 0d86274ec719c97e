import type { Words } from '@shared/i18n'

export const english: Words = {
  title: 'Snap & Report', progress: 'Track', map: 'Map', write: 'Report', theme: { dark: 'Dark', light: 'Light' },
  intent: { label: 'What would you like to do', complaint: 'Report', feedback: 'Feedback', suggestion: 'Suggest' },
  emergency: { before: 'Fire, leak or injury? First call', or: 'or' },
  honest: 'Please tell what you saw. No name or phone needed.',
  photos: {
    title: 'Photos', first: 'Take or choose photos', firstHint: 'Up to 9 · you can send without any', more: 'Add', remove: 'Remove photo {n}',
    notPhoto: '"{name}" is not a photo we can read', tooLarge: '"{name}" is over 20 MB, please choose another', tooMany: 'Nine at most; the others were left out', noPreview: 'Chosen; visible after sending', preparing: 'Preparing photos…',
    private: 'Photos for the receiving station only', privateHint: 'Never passed to the party concerned, never public',
  },
  place: {
    title: 'Place', find: 'Use my location', again: 'Locate again', pin: 'Choose on map', adjust: 'Not right? Change on map', asking: 'Locating…', looking: 'Finding the grid…',
    accuracy: 'Accurate to about {m} m', pinned: 'Chosen on the map', snapped: 'About {m} m outside the boundary; the nearest grid takes it', sea: 'sea grid',
    denied: 'No permission to locate. Choose on the map, or just describe the place.', unavailable: 'Cannot locate right now. Choose on the map, or just describe the place.', failed: 'Cannot find the grid now; the station will check it.', outside: 'Outside Xiamen',
    outsideHint: 'If the problem is in Xiamen, choose it on the map or describe the place.', words: 'Road, number or landmark', wordsExample: 'E.g. under the Xinglinwan Road bridge, by the petrol station',
    mapTitle: 'Put the pin on the problem', mapHint: 'Drag the map, or use the arrow keys', use: 'It is here', mapFailed: 'The map does not open; describing the place is enough.', notNow: 'This photo was not taken just now; please check the place',
  },
  category: { title: 'Kind', sanitation: 'Sanitation', ecology: 'Environment', unsure: 'Not sure', choose: 'Choose a kind', urgent: 'Urgent: get to safety first and call 119 or 110', failed: 'The kinds did not load; choose "Not sure" for now' },
  description: { title: 'Notes', complaint: 'Optional. E.g. they burn rubbish every evening', feedback: 'What is it about, and what is your opinion', suggestion: 'Your suggestion, and why', left: '{n} characters left' },
  privacy: {
    anonymous: 'Stay anonymous', anonymousHint: 'The unit in charge never sees who you are', named: 'Name and phone are stored encrypted. Only the station that receives your report may look, every look needs a reason and is logged; the unit in charge never sees them. Both optional.',
    name: 'Name (optional)', phone: 'Phone (optional)', recuse: 'It concerns my village, community or grid member: keep them out', recuseHint: 'Another community checks it; only the district sees your details',
  },
  send: { go: 'Send', join: 'Send and join', near: '{n} of this kind are open nearby: the same?', sending: 'Sending…', uploading: 'Uploading {n}%', unsure: 'No receipt yet; trying again by itself', unsureHint: 'The same report is never filed twice. Please keep this page open; if you close it, sending goes on when you return.', now: 'Try now', fix: 'Please complete what is marked', restored: 'Your unfinished report was restored', clear: 'Start over', conflict: 'This report was received before. To add something, use "Track".' },
  need: { place: 'Locate, choose on the map or describe the place', category: 'Choose a kind, or "Not sure"', description: 'Please write a sentence or two', contact: 'This phone number or mailbox looks wrong' },
  receipt: {
    title: 'Received', clock: 'The clock of your phone is off; the time of occurrence was corrected.', hint: 'Taken by {who}', who: 'the environmental station', ticket: 'Ticket', code: 'Query code', copy: 'Copy ticket and code', copied: 'Copied', keep: 'Saved on this device under "My reports". From another phone you need both: take a screenshot or write them down.',
    follow: 'Follow it', another: 'Report another', words: 'Xiamen Snap & Report: ticket {ticket}, query code {code}',
    likely: 'probably the same', duplicates: 'Reported nearby before', duplicatesHint: 'If it is the same thing, join it and hear of its progress.', meters: '{m} m away', people: '{n} reports', join: 'Same thing, join', joined: 'Joined; you will hear of its progress', other: 'Not the same',
  },
  lookup: { title: 'Track', ticket: 'Ticket', code: 'Query code', go: 'Look up', mine: 'My reports', mineHint: 'Kept on this device only', none: 'No reports on this device yet', noneHint: 'For reports sent elsewhere use ticket and query code', forget: 'Remove {ticket} from this device', wrong: 'Wrong ticket or query code', missing: 'Please enter ticket and query code', rate: 'Please rate', tooMany: 'Too many tries, please wait a while' },
  status: {
    back: 'Back', received: 'Received {when}', people: '{n} people reported the same', responsible: 'Whose turn it is', next: 'Deadline', by: 'by {when}', timeline: 'What happened', answer: 'Answer', feedback: 'Closing note', before: 'Before', after: 'After', updated: 'Updated {when}', stale: 'No connection; this is the state of {when}', mineTitle: 'Your rating', solved: 'Solved', adopted: 'Adopted', notAdopted: 'Not adopted', reopenAsked: 'You said it is not solved; the checker has been asked to look again',
  },
  rate: {
    title: 'Please rate', until: 'Open until {when}; silence never counts as satisfied', solved: 'Is it solved?', yes: 'Solved', partly: 'Partly', no: 'Not solved', satisfaction: 'Are you satisfied with the handling?', s1: 'Very unsatisfied', s2: 'Unsatisfied', s3: 'Neutral', s4: 'Satisfied', s5: 'Very satisfied', comment: 'Anything to add (optional)', go: 'Send rating', sent: 'Thank you, noted', both: 'Please answer both questions', titleClosed: 'Closed; you may still rate', noHint: 'It is taken up again, and you are asked once more', noHintClosed: 'The checker looks at the site once more',
  },
  acts: {
    withdraw: 'Withdraw', withdrawAsk: 'It will not be dealt with any more. Withdraw?', leave: 'Stop following', leaveAsk: 'The matter goes on, but you will not hear of it. Sure?', review: 'Ask for review', reviewAsk: 'The head of another unit looks at it once more. Please say why.', reopen: 'Not solved yet', reopenAsk: 'Please say what is not solved. The head of another unit reviews it and may take it up again.', answer: 'Add a note', answerAsk: 'What you add is read by those who handle it', photos: 'Add photos', sure: 'Yes', send: 'Send', done: 'Sent',
  },
}
