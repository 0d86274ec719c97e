// 漏报的用语。
import type { Locale, Words } from '@shared/i18n'
import { useOwnWords } from '@shared/ownWords'

const words: Record<Locale, Words> = {
  'zh-CN': {
    title: '漏报', state: '认定为漏报', text: '别人先上报、而网格员此前到过的，可以认定；只展示，从不计分。', stated: '{who} {at} 的到访已认定为漏报', list: '看漏报认定',
    dialog: '认定为漏报', ask: '哪一次到访时已经看得见？', rule: '只列上报前 {days} 天里、{metres} 米以内、本网格网格员的到访。', visit: '{who} · {kind} · 离问题 {metres} 米', before: '上报前 {n}', days: '{n} 天', hours: '{n} 小时',
    why: '依据', hint: '写明凭什么说那次到访时已经看得见，至少 {n} 个字', left: '还差 {n} 个字', photo: '佐证照片（可不选）', choose: '选这张照片', chosen: '已选', send: '认定', sending: '正在提交…', effect: '本人会收到消息；公示时可以申诉，您也可以撤回。', done: '已认定，已告诉本人', pick: '请选一次到访',
    intro: '考核员认定某次到访时问题已经看得见的，计入漏报率；只展示，从不计分。', none: '没有漏报认定', noneText: '考核员在工作台的案件页上认定。', noneOwn: '没有认定过您的漏报', visited: '{who} {at} 到访{source}', ownVisit: '您 {at} 到访{source}', found: '{at} 由别人上报', by: '{who} {at} 认定', byNobody: '{at} 认定', back: '撤回', backTitle: '撤回漏报认定', backWhy: '为什么撤回', backEffect: '撤回后不再计入漏报率；已经冻结的一期不变，由申诉更正。', backDone: '已撤回', backBy: '{who} {at} 撤回：{words}', backByNobody: '{at} 已撤回：{words}', openCase: '打开案件', proof: '考核员的依据', more: '再看一些', withdrawn: '已撤回',
  },
  en: {
    title: 'Missed finds', state: 'State a miss', text: 'Where somebody else reported first what a member had visited before. Shown, never scored.', stated: 'Stated: the visit of {who} on {at}', list: 'See what was stated',
    dialog: 'State a missed find', ask: 'At which visit was it visible?', rule: 'Visits of the grid’s own members, within {days} days before the report and {metres} m.', visit: '{who} · {kind} · {metres} m away', before: '{n} before the report', days: '{n} days', hours: '{n} hours',
    why: 'Proof', hint: 'Why it must have been visible then; at least {n} characters', left: '{n} characters left', photo: 'Picture that proves it (optional)', choose: 'Choose this picture', chosen: 'Chosen', send: 'State it', sending: 'Sending…', effect: 'The member is told and may appeal while scores are shown; you may take it back.', done: 'Stated; the member was told', pick: 'Choose a visit',
    intro: 'What assessors found to have been visible at a visit. It counts in the rate of missed finds: shown, never scored.', none: 'No miss was stated', noneText: 'Assessors state it on the page of a case.', noneOwn: 'No miss of yours was stated', visited: '{who} visited {source} on {at}', ownVisit: 'You visited {source} on {at}', found: 'reported by somebody else on {at}', by: 'stated by {who}, {at}', byNobody: 'stated {at}', back: 'Take back', backTitle: 'Take back a miss', backWhy: 'Why', backEffect: 'It leaves the rate; a frozen period stays and is corrected by appeal.', backDone: 'Taken back', backBy: 'taken back by {who}, {at}: {words}', backByNobody: 'taken back {at}: {words}', openCase: 'Open the case', proof: 'The assessor’s proof', more: 'More', withdrawn: 'Taken back',
  },
}

export const useMissedWords = () => useOwnWords(words)
