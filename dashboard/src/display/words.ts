// The words of the public display.
import type { Locale, Words } from '@shared/i18n'

export const words: Record<Locale, Words> = {
  'zh-CN': {
    title: '公示', pageTitle: '公示 · 网格哨', lead: '网格和单位的考核得分、奖惩，在这里向所有人公示。', noPersons: '个人得分不公示，本人登录后查看。', periods: '考核期',
    none: '现在没有公示', noneText: '公示开始后，这里会列出各网格和单位的得分。', simulated: '模拟数据', open: '公示至 {at}', over: '已于 {at} 公示期满', asOf: '数据截至 {at}', scheme: '按考核方案第 {n} 版',
    anybody: '公示期内，任何人都可以提出异议，不用留姓名；有关负责人会答复。', where: '看哪里', wholeCity: '全市', nobody: '这里没有公示对象', nobodyText: '换一个区、镇街，或者看别的层级。',
    cols: { name: '名称', points: '得分（满分 100）', grade: '等次', n: '案件 n', rank: '名次', group: '同类名次' }, rank: '{n} / {of}', few: '样本不足', noRank: '不排名', unranked: '以下件数不足，不排名次，按代码列出', more: '再看一些',
    rewards: '奖惩', rewardsWhy: '奖惩由三位不同的人提出、复核、批准。公示期内没有未答复的异议，才兑现。个人的奖惩不对外公示。', yuan: '{n} 元',
    object: '提出异议', objectShort: '有异议', objectTo: '对谁有异议', everybody: '整个公示', what: '您认为哪里不对', whatHint: '写清楚是哪一项、为什么。不用留姓名，请不要写别人的隐私。', short: '请至少写 4 个字', send: '提出', cancel: '取消',
    sent: '已收到您的异议', ticket: '异议编号', code: '查询码', keep: '请记下编号和查询码：凭它们在本页下方「查询异议」看答复。关掉以后查询码不再显示。', copy: '复制编号和查询码', copied: '已复制', look: '查询异议', lookGo: '查询', waiting: '已收到，还没有答复', answer: '答复', yours: '您提出的', hash: '内容指纹',
    figures: { line: '本期申诉 {n} 件，支持 {granted} 件；全市剔除恶意和不合理的 {aside} 件', appeals: '申诉', granted: '支持', refused: '不支持', late: '逾期未裁定', excluded: '剔除' },
    check: {
      title: '怎样核对这份公示没有被改过', why: '冻结考核期的时候，得分连同全部依据算出一个指纹，记进只能添加、不能修改的账本。以后改动一个数字，指纹就对不上。记下今天的指纹，公示期满再来看：冻结那一次的指纹应当一字不差，申诉后的更正另列一次。',
      revision: '第 {n} 次 · {kind}', frozen: '冻结', corrected: '申诉后更正', final: '定稿', here: '在这台设备上核对', file: '下载公开部分', same: '对得上：公示内容与指纹一致', other: '对不上：请向公示单位提出异议', unable: '这个浏览器算不了，请用下面的办法自己算',
      self: '不相信本页？自己算', how: '下载公开部分，在装有 sha256sum 的电脑上、文件所在的目录运行下面一行，结果应当等于上面的指纹。后一个数是不公开部分（个人得分和全部事实）的指纹，它不透露内容。',
    },
  },
  en: {
    title: 'Display', pageTitle: 'Display · GridWhistle', lead: 'Scores of grids and units, and rewards, shown to everybody.', noPersons: 'Scores of persons are not shown; they read their own after signing in.', periods: 'Periods',
    none: 'Nothing is on display', noneText: 'Once a display begins, scores of grids and units stand here.', simulated: 'Simulated data', open: 'On display until {at}', over: 'Display ended {at}', asOf: 'Data as of {at}', scheme: 'Scheme version {n}',
    anybody: 'While it is on display anybody may object, without a name; those responsible answer.', where: 'Where', wholeCity: 'The whole city', nobody: 'Nothing is on display here', nobodyText: 'Choose another place or level.',
    cols: { name: 'Name', points: 'Score (of 100)', grade: 'Grade', n: 'n', rank: 'Rank', group: 'In its group' }, rank: '{n} / {of}', few: 'too few facts', noRank: 'not ranked', unranked: 'Too few facts for a rank, by code', more: 'Show more',
    rewards: 'Rewards', rewardsWhy: 'Proposed, reviewed and approved by three different people; carried out only when no objection is unanswered. Rewards of persons are not shown in public.', yuan: '{n} yuan',
    object: 'Object', objectShort: 'Object', objectTo: 'About', everybody: 'The whole display', what: 'What is wrong', whatHint: 'Say which figure and why. No name is needed; please write nothing private about others.', short: 'At least 4 characters, please', send: 'Send', cancel: 'Cancel',
    sent: 'Your objection was received', ticket: 'Number', code: 'Query code', keep: 'Keep both: with them you read the answer under “Look up an objection” below. The code is not shown again.', copy: 'Copy both', copied: 'Copied', look: 'Look up an objection', lookGo: 'Look up', waiting: 'Received, not answered yet', answer: 'Answer', yours: 'You wrote', hash: 'Hash',
    figures: { line: '{n} appeals in this period, {granted} granted; {aside} malicious or unreasonable cases set aside in the city', appeals: 'Appeals', granted: 'Granted', refused: 'Refused', late: 'Overdue', excluded: 'Set aside' },
    check: {
      title: 'How to check that nothing was changed', why: 'When a period is frozen, its scores and everything they rest on give one hash, written into a ledger that can only grow. One changed digit gives another hash. Note it today and look again when the display is over: the frozen one must be the same; corrections after appeals stand beside it.',
      revision: 'No. {n} · {kind}', frozen: 'frozen', corrected: 'corrected after an appeal', final: 'final', here: 'Check on this device', file: 'Download the public part', same: 'It fits: what is on display is what was hashed', other: 'It does not fit: please object', unable: 'This browser cannot count it: use the way below',
      self: 'Do it yourself', how: 'Download the public part and run this line in its folder, with sha256sum: the result must be the hash above. The last figure is the hash of what is not public (scores of persons, all facts); it gives nothing away.',
    },
  },
}
