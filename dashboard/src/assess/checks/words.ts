// 平台巡查的用语。
import type { Locale, Words } from '@shared/i18n'

export const checkWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '平台巡查', intro: '按签抽查已结案件和走访记录，对照检查表逐项看。谁都不抽查本单位的、自己经手的；种子取自账本，谁也挑不了。',
    views: '平台巡查的内容', view: { mine: '我的抽查', plans: '抽查计划', outliers: '异常线索', results: '抽查结果', missed: '漏报' },
    district: '看哪个区', whole: '全市', asOf: '截至 {at}', more: '再看一些', back: '返回列表',
    list: { state: '看哪些', open: '待看', done: '已看', none: '没有待看的抽查', noneDone: '还没有看完的抽查', noneText: '新的抽查在「抽查计划」里抽签产生。', total: '共 {n} 件', due: '{day} 前看完', late: '已过期限', second: '请您复看', minutes: '约 {n} 分钟', score: '{part}/{whole} 分', na: '全部不适用，不计分' },
    one: {
      next: '下一件', finished: '这一批都看完了', why: '为什么抽到：{why}', yes: '是', no: '否', na: '不适用', points: '{n} 分', note: '看到了什么', noteHint: '有「否」时必填；其余可不填', needed: '有不符合的项，请写明看到了什么', left: '还有 {n} 项没选',
      second: '拿不准，请别的考核员复看', secondHint: '复看的人看不到您的结果；以复看为准', send: '提交结果', ask: '提交并请人复看', sending: '正在提交…', sealed: '提交后不能改', now: '得分 {part}/{whole}', done: '已提交：{part}/{whole} 分', asked: '已提交，等人复看',
      keys: '键盘：1 是、2 否、3 不适用，↑↓ 换项，Ctrl+Enter 提交', first: '第一次看', again: '复看', seen: '{who} {at}', openCase: '在工作台打开', result: '结果', noAnswers: '没有这一项', notMine: '这件分给了{who}', evidence: '案件材料', checklist: '检查表',
    },
    visit: { title: '走访记录', who: '走访人', when: '时间', what: '对象', told: '告知对象', words: '记录', notice: '告知书', place: '地点', none: '没有写', reported: '已上报成案' },
    plan: {
      coverage: '最近抽查过的网格 {seen}/{n}', make: '定一份抽查计划', none: '还没有抽查计划', noneText: '定下周数和件数，系统当场抽签、分给在岗的考核员。', first: '从哪个星期一开始', weeks: '几周', items: '抽几件', itemsHint: '不填：轮到的网格每个一件，其余抽一成', preview: '先算一算', computing: '正在计算…', draw: '抽签并分派', drawing: '正在抽签…', drawn: '已抽签 {n} 件',
      would: '会抽 {items} 件，来自 {grids} 个网格，共 {hours} 小时', population: '可抽 {n} 件（近 {days} 天已结案件和走访，抽过的不再抽）', left: '{n} 件因回避没有人可看，未列入', waiting: '轮到抽查的网格 {n} 个，其中 {empty} 个近期没有可看的案件和走访', limit: '每人每周最多 {n} 小时', over: '超过上限', week: '每周 {h} 小时', people: '分给', kind: '抽什么', howMany: '抽 / 可抽', why: '为什么抽到', each: '每件 {n} 分钟',
      weekly: '一周', span: '{from} 至 {to}', progress: '看完 {done}/{n}', mine: '我的 {done}/{n}', late: '过期未看完', cost: '{h} 小时', proof: '抽签凭据', seed: '种子', root: '账本第 {n} 号日根', drawnHash: '抽中名单的校验值', by: '{who} {at} 抽签', proofText: '种子由账本日根、区划和起始日算出：谁都能用同样的种子把同一份名单再抽一遍。', look: '看这份计划的抽查', assessors: '在岗考核员：{names}', noAssessors: '这里没有在岗的考核员',
    },
    outlier: { none: '没有数据异常的网格', noneText: '没有哪个网格样样百分之百、全部自处置或办得特别快。', propose: '列入下次抽查', proposed: '已列入下次抽查', proposing: '正在提请…', done: '{grid}已列入下次抽查', last: '{at} 抽查过', never: '还没有抽查过', cases: '看这些案件' },
    result: { from: '从', to: '到', unit: '单位', town: '镇街', n: '件数 n', rate: '得分率', points: '得分/满分', few: '样本不足', last: '最近抽查', never: '没有', behind: '轮到抽查', covered: '抽查过的网格', total: '合计', kinds: '按种类', download: '下载表格', none: '这段时间没有抽查结果', all: '全部网格', seen: '只看抽查过的', show: '看哪些网格' },
  },
  en: {
    title: 'Platform checks', intro: 'Closed cases and visits drawn by lot and looked at by a checklist. Nobody checks the own unit or own work; the seed comes from the ledger, so nobody can choose it.',
    views: 'Parts of platform checks', view: { mine: 'My checks', plans: 'Plans', outliers: 'What stands out', results: 'Results', missed: 'Missed finds' },
    district: 'District', whole: 'Whole city', asOf: 'As of {at}', more: 'More', back: 'Back to the list',
    list: { state: 'Which ones', open: 'To do', done: 'Done', none: 'Nothing to check', noneDone: 'Nothing has been checked yet', noneText: 'New checks are drawn under Plans.', total: '{n} in all', due: 'by {day}', late: 'Past its day', second: 'Second opinion', minutes: 'about {n} min', score: '{part} of {whole}', na: 'Nothing applied, not counted' },
    one: {
      next: 'Next one', finished: 'All done', why: 'Why it was drawn: {why}', yes: 'Yes', no: 'No', na: 'Not applicable', points: '{n} points', note: 'What you saw', noteHint: 'Needed with a “no”', needed: 'Something does not fit: please write what you saw', left: '{n} items left',
      second: 'Unsure: ask another assessor', secondHint: 'They do not see your result, and theirs stands', send: 'Send result', ask: 'Send and ask', sending: 'Sending…', sealed: 'It cannot be changed afterwards', now: '{part} of {whole}', done: 'Sent: {part} of {whole}', asked: 'Sent, waiting for the second opinion',
      keys: 'Keys: 1 yes, 2 no, 3 not applicable, ↑↓ to move, Ctrl+Enter to send', first: 'First look', again: 'Second opinion', seen: '{who} {at}', openCase: 'Open at the desk', result: 'Result', noAnswers: 'not among the items', notMine: 'Given to {who}', evidence: 'Evidence', checklist: 'Checklist',
    },
    visit: { title: 'Visit', who: 'By', when: 'When', what: 'Source', told: 'Told', words: 'Record', notice: 'Notice', place: 'Place', none: 'nothing written', reported: 'Reported as a case' },
    plan: {
      coverage: 'Grids looked at lately: {seen} of {n}', make: 'Make a plan', none: 'No plan yet', noneText: 'Choose weeks and items; the draw is made at once and handed out.', first: 'From which Monday', weeks: 'Weeks', items: 'How many', itemsHint: 'Empty: one for each grid whose turn it is, a tenth of the rest', preview: 'What would it cost', computing: 'Computing…', draw: 'Draw and hand out', drawing: 'Drawing…', drawn: '{n} drawn',
      would: '{items} items from {grids} grids, {hours} hours', population: '{n} can be drawn (closed cases and visits of {days} days, each once)', left: '{n} left out: nobody may look at them', waiting: '{n} grids wait, {empty} of them have nothing to look at', limit: 'At most {n} hours per person and week', over: 'Too much', week: '{h} hours a week', people: 'Handed to', kind: 'What', howMany: 'drawn / there', why: 'Why', each: '{n} min each',
      weekly: 'a week', span: '{from} to {to}', progress: '{done} of {n} done', mine: 'mine {done} of {n}', late: 'past its end', cost: '{h} hours', proof: 'Proof of the draw', seed: 'Seed', root: 'Root {n} of the ledger', drawnHash: 'Hash of the names drawn', by: 'Drawn by {who} {at}', proofText: 'The seed comes from the ledger’s root, the division and the first day: anybody can draw the same list again.', look: 'See these checks', assessors: 'Assessors here: {names}', noAssessors: 'No assessor is here',
    },
    outlier: { none: 'No grid stands out', noneText: 'No grid has 100 % of everything, only self-handled cases or very quick ones.', propose: 'Check next time', proposed: 'Will be checked next time', proposing: 'Sending…', done: '{grid} will be checked next time', last: 'drawn {at}', never: 'never drawn', cases: 'See the cases' },
    result: { from: 'From', to: 'to', unit: 'Unit', town: 'Town', n: 'n', rate: 'Rate', points: 'Points', few: 'too few', last: 'Last drawn', never: 'never', behind: 'its turn', covered: 'Grids looked at', total: 'Total', kinds: 'By kind', download: 'Download', none: 'No result in these days', all: 'All grids', seen: 'Only those looked at', show: 'Which grids' },
  },
}
