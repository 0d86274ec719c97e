// 工作提醒的用语：考核页与网格员手机共用。
import type { Locale, Words } from '@shared/i18n'

export const reminderWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '工作提醒', intro: '系统按规则发出，每件事只提醒一次，依据列在下面。请在 {limit}内作答；过了时限也可以作答，会注明超时。',
    group: '看哪些', open: '待作答', answered: '已作答', withdrawn: '已撤回', every: '全部', mine: '只看发给我的',
    none: { open: '没有待作答的提醒', answered: '还没有作答过的提醒', withdrawn: '没有撤回过的提醒', every: '还没有工作提醒' },
    noneText: '该做的事按时做了，就不会收到提醒。', noneMine: '现在没有要您作答的提醒',
    counts: '待作答 {open} 条，其中超时 {late} 条', figure: '时限已到 {n} 条，按时作答 {kept} 条', asOf: '截至 {at}',
    due: '{at} 前作答', late: '已过时限', lateAnswer: '超时作答', raised: '{at} 发出', to: '发给', you: '您', yourStation: '本站',
    facts: '依据（{n} 项）', moreFacts: '再看 {n} 项', less: '收起', fell: '{at} 到期', since: '{at} 收到', seeCase: '打开案件 {n}',
    kind: { case: '案件', source: '污染源', opinion: '意见建议', promise: '例会事项' },
    words: '作答', hint: '写清楚情况就行，一两句话', send: '提交作答', sending: '正在提交…', sent: '已作答', missing: '请写几个字再提交',
    withdraw: '撤回这条提醒', reason: '为什么撤回（会留痕，这条不再计入）', reasonHint: '例如：当时停电，全站都没法上网', takeBack: '确认撤回', cancel: '先不撤回', taken: '已撤回',
    said: '{who} {at} 作答', took: '{who} {at} 撤回', more: '再看一些',
  },
  en: {
    title: 'Work reminders', intro: 'Raised by rule, once for each matter, with what it is about. Please answer within {limit}; later answers are kept and marked late.',
    group: 'Which ones', open: 'To answer', answered: 'Answered', withdrawn: 'Withdrawn', every: 'All', mine: 'Only those to me',
    none: { open: 'Nothing to answer', answered: 'Nothing has been answered yet', withdrawn: 'Nothing was withdrawn', every: 'No reminder yet' },
    noneText: 'Work done in time brings no reminders.', noneMine: 'Nothing waits for your answer',
    counts: '{open} to answer, {late} of them late', figure: '{n} fell due, {kept} answered in time', asOf: 'As of {at}',
    due: 'Answer by {at}', late: 'Past its time', lateAnswer: 'Answered late', raised: 'Raised {at}', to: 'To', you: 'you', yourStation: 'your station',
    facts: 'What it is about ({n})', moreFacts: '{n} more', less: 'Less', fell: 'due {at}', since: 'came in {at}', seeCase: 'Open case {n}',
    kind: { case: 'Case', source: 'Source', opinion: 'Suggestion', promise: 'Agreed in the meeting' },
    words: 'Your answer', hint: 'A sentence or two will do', send: 'Send', sending: 'Sending…', sent: 'Answered', missing: 'Please write a few words',
    withdraw: 'Withdraw this reminder', reason: 'Why (it is recorded; the reminder counts no more)', reasonHint: 'Such as: the station had no power that day', takeBack: 'Withdraw', cancel: 'Keep it', taken: 'Withdrawn',
    said: '{who} answered {at}', took: '{who} withdrew it {at}', more: 'More',
  },
}
