// The words of the public display.
import type { Locale, Words } from '@shared/i18n'

export const words: Record<Locale, Words> = {
  'zh-CN': {
    title: '公示', pageTitle: '公示 · 网格哨', lead: '网格和单位的考核得分、奖惩，在这里向所有人公示。', noPersons: '个人得分不公示，本人登录后查看。',
    none: '现在没有公示', noneText: '公示开始后，这里会列出各网格和单位的得分。', simulated: '模拟数据', open: '公示至 {at}', over: '已于 {at} 公示期满', asOf: '数据截至 {at}', scheme: '按考核方案第 {n} 版',
    search: '输入网格、社区或单位代码筛选', cols: { name: '名称', points: '得分', grade: '等次', n: '件数 n', rank: '名次', group: '同类名次' }, rank: '{n} / {of}', few: '样本不足', noRank: '不排名', more: '再看一些', count: '共 {n} 个',
    rewards: '奖惩公示', rewardLine: '{period} · {measure} · {tier}', object: '提出异议', objectTo: '对谁有异议', everybody: '整个公示', what: '您认为哪里不对', whatHint: '至少 4 个字。不用留姓名，请不要写个人隐私。', send: '提出', cancel: '取消',
    sent: '已收到您的异议', ticket: '异议编号', code: '查询码', keep: '请记下编号和查询码，答复后凭它们查看。', look: '查询异议', lookGo: '查询', waiting: '还没有答复', answer: '答复', back: '返回', hash: '内容指纹', hashWhy: '冻结时记入账本；内容改一个字，指纹就不同。',
  },
  en: {
    title: 'Display', pageTitle: 'Display · GridWhistle', lead: 'Scores of grids and units, and rewards, shown to everybody.', noPersons: 'Scores of persons are not shown; they read their own after signing in.',
    none: 'Nothing is on display', noneText: 'Once a display begins, scores of grids and units stand here.', simulated: 'Simulated data', open: 'On display until {at}', over: 'Display ended {at}', asOf: 'Data as of {at}', scheme: 'Scheme version {n}',
    search: 'Filter by code', cols: { name: 'Name', points: 'Score', grade: 'Grade', n: 'n', rank: 'Rank', group: 'In its group' }, rank: '{n} / {of}', few: 'too few facts', noRank: 'not ranked', more: 'Show more', count: '{n} in all',
    rewards: 'Rewards on display', rewardLine: '{period} · {measure} · {tier}', object: 'Object', objectTo: 'About', everybody: 'The whole display', what: 'What is wrong', whatHint: 'At least 4 characters. No name is needed; please write nothing private.', send: 'Send', cancel: 'Cancel',
    sent: 'Your objection was received', ticket: 'Number', code: 'Query code', keep: 'Keep both: with them you can read the answer.', look: 'Look up an objection', lookGo: 'Look up', waiting: 'No answer yet', answer: 'Answer', back: 'Back', hash: 'Hash', hashWhy: 'Written into the ledger when frozen: one changed letter gives another hash.',
  },
}
