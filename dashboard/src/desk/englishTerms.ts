// English names of the codes that the server names in Chinese.
export const englishTerms: Record<'actions' | 'roles' | 'stages' | 'sources' | 'fields' | 'choices' | 'flags', Record<string, string>> = {
  actions: {
    contact: 'Contact reporter', 'ask-confirmation': 'Send to confirm', confirm: 'Confirm on site', decline: 'Decline', review: 'Review',
    merge: 'Merge', unmerge: 'Take apart', withdraw: 'Withdraw', register: 'File', 'self-handle': 'Settled on the spot', dispatch: 'Dispatch',
    sign: 'Sign for it', return: 'Return', rule: 'Rule', recategorise: 'Change category', transfer: 'Transfer', extend: 'Ask for more time',
    'approve-extension': 'Decide on more time', suspend: 'Ask to suspend', 'approve-suspension': 'Decide on suspension', resume: 'Resume',
    handle: 'Handled', milestone: 'Step done', 'check-pass': 'Check passed', 'check-fail': 'Check failed', rate: 'Rate', evaluate: 'Sum up ratings', close: 'Close with feedback',
    reopen: 'Reopen', whistle: 'Whistle', supervise: 'Order', 'reply-order': 'Reply to order', 'accept-order': 'Settle order', 'reject-order': 'Send reply back', instruct: 'Instruct', recuse: 'Recuse',
    'transfer-law': 'To law enforcement', 'law-return': 'Back from law enforcement', seal: 'Seal', publish: 'Publish', undo: 'Undo', archive: 'Archive',
    'ask-reporter': 'Ask the reporter', 'answer-question': 'Reporter’s answer', 'end-question': 'Stop waiting', 'enterprise-answer': 'Enterprise’s answer',
  },
  roles: {
    assistant: 'Assistant', grid_member: 'Grid member', community_head: 'Community head', station_officer: 'Station officer', station_head: 'Station head',
    district_dispatcher: 'District dispatcher', city_dispatcher: 'City dispatcher', coordinator: 'Coordinator', department_officer: 'Department officer',
    leader: 'Leader', assessor: 'Assessor', auditor: 'Auditor', administrator: 'Administrator',
    grid_head: 'Grid head', area_cadre: 'Area cadre', police_officer: 'Police officer', environment_supervisor: 'Environment supervisor', waste_guide: 'Waste guide',
    community_worker: 'Community worker', volunteer: 'Volunteer',
  },
  stages: {
    accept: 'Accept', confirm: 'Confirm', dispatch: 'Dispatch', rule: 'Rule', sign: 'Sign', handle: 'Handle', rework: 'Rework',
    check: 'Check', answer: 'Answer window', feedback: 'Feedback', contact: 'Contact',
  },
  sources: {
    grid_member: 'Grid patrol', citizen: 'Citizen', 12345: '12345 hotline', supervision: 'Supervision order', inspection: 'Inspection', department: 'Department',
  },
  fields: {
    note: 'Note', reason: 'Reason', photos: 'Photos', confirmer: 'Who confirms', result: 'What was found', reason_code: 'Reason for declining',
    overturned: 'Overturn and accept again', main_case: 'Main case', skip_reason: 'Why without confirmation', department: 'Department', suggested: 'Suggested department',
    category: 'Category', limit: 'How much longer', until: 'Suspended until', granted: 'Granted', measurement: 'Measurement', document: 'Document number',
    answer: 'Answer to the reporters', solved: 'Solved?', satisfaction: 'Satisfied?', comment: 'Comment', feedback: 'Feedback', due_at: 'Due',
    text: 'Text', person: 'Who is recused', reached: 'Reached?', responsible: 'Who was wrong', order: 'Which order', seen: 'Closing standard: tick what you have seen',
  },
  choices: {
    'result.true': 'True', 'result.partly': 'Partly true', 'result.false': 'Not true', 'result.gone': 'Gone on arrival', 'result.no_access': 'No access',
    'skip_reason.12345': 'From 12345', 'skip_reason.supervision': 'Supervision', 'skip_reason.police': 'From the police', 'skip_reason.photo': 'The photo settles it',
    'solved.yes': 'Solved', 'solved.partly': 'Partly', 'solved.no': 'Not solved',
    'satisfaction.5': 'Very satisfied', 'satisfaction.4': 'Satisfied', 'satisfaction.3': 'Fair', 'satisfaction.2': 'Dissatisfied', 'satisfaction.1': 'Very dissatisfied',
    'responsible.dispatch': 'The dispatch', 'responsible.return': 'The return',
    'reason_code.untrue': 'Found untrue', 'reason_code.gone': 'Gone on arrival', 'reason_code.outside': 'Outside the city', 'reason_code.not-competent': 'Not our matter',
    'reason_code.unclear': 'Unclear and nobody to ask', 'reason_code.settled': 'Already settled', 'reason_code.in-procedure': 'Before a court or in review',
    'reason_code.emergency-line': 'For the emergency lines',
  },
  flags: {
    emergency: 'Urgent', supervised: 'Under order', whistled: 'Whistle', law_transferred: 'With law enforcement', recuse: 'Recusal', sealed: 'Sealed',
    self_handled: 'Settled on the spot', simulated: 'Simulated', question_id: 'Waiting for the reporter', contested: 'Denied by the enterprise', closed_without_yes: 'No yes',
  },
}
