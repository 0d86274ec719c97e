// The words of appeals and cases set aside.
import type { Locale, Words } from '@shared/i18n'

export const appealWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '申诉', intro: '对得分中的一项、一件事项或一次评价有异议，公示期内都可以申诉。事实照原样保存；申诉成立的，这件事项不再计入得分，得分随之重算并留痕。',
    view: { mine: '我提出的', waiting: '等我裁定', over: '已裁定', excluded: '已剔除' },
    none: {
      mine: '您还没有提出过申诉', waiting: '没有等您裁定的申诉', over: '还没有裁定过的申诉', excluded: '没有剔除过案件',
      mineText: '在「得分」里打开自己的得分，点开有异议的那一项，即可申诉。', waitingText: '有新的申诉时，站内消息会告诉您。', overText: '', excludedText: '经上级认定为恶意或不合理的案件列在这里。',
    },
    toScores: '去看得分', more: '再看一些', filed: '{name} · {at} 提出', due: '{at} 前裁定', late: '裁定已逾期，应在 {at} 前',
    secondUntil: '{at} 前可申请二审', caseOf: '案件 {number}', openCase: '打开案件', openScore: '打开得分', back: '返回列表', about: '申诉什么',
    file: {
      title: '申诉', what: '申诉什么', who: '被考核对象', period: '考核期', line: '得分项', case: '案件', until: '{at} 前可以申诉',
      ground: '哪里不对', words: '请写明理由', wordsHint: '写清楚时间、地点和经过。只有裁定的人和有关负责人能看。', photos: '证据照片（可不附）',
      steps: '由其他单位的人裁定：一审 {first} 内；不服可申请二审，{second} 内。', go: '提出申诉', done: '申诉已提出', short: '请至少写 4 个字', cannot: '现在不能申诉', cancel: '取消', rating: '对这次评价有异议',
    },
    aside: {
      open: '申请剔除案件', title: '申请剔除', number: '案件编号', numberHint: '如 HB3502112026112000012，可从工作台复制', find: '查找', kind: '属于哪一种', rating: '哪一次评价',
      words: '请写明依据', wordsHint: '写清楚为什么认为是恶意或不合理。案件照常办理，反映人的权利不受影响。', go: '提交申请', done: '剔除申请已提交，由上级认定', step: '由区级协调员或考核员认定，{first} 内。',
      noRating: '这件案件还没有评价', stars: '{n} 分', solved: { yes: '已解决', partly: '部分解决', no: '没有解决' },
    },
    timeline: '经过', asked: { 1: '提出', 2: '申请二审' }, instance: { 1: '一审', 2: '二审' }, waits: '等候裁定', decidedBy: '{name} 裁定', wasLate: '逾期裁定', photos: '证据照片',
    fact: '涉及的事项', score: '涉及的得分', nowPoints: '现在 {points} 分',
    changes: { title: '得分变化', pending: '得分正在重算，稍后显示', none: '没有得分因此变化', count: '共有 {n} 个得分变化，以下是您可以打开的', line: '{name}：计入 {before} 件变为 {after} 件', rank: '名次 {before} → {after}', from: '由 {before} 变为 {after}' },
    withdraw: '撤回', withdrawn: '已撤回', sure: '确定撤回？撤回后这一项不再裁定。', yes: '确定撤回', second: '申请二审', secondWords: '为什么不服一审', secondGo: '提交二审', secondDone: '已申请二审',
    decide: {
      title: '裁定', outcome: '裁定结果', granted: '支持', partly: '部分支持', refused: '不支持', reason: '理由（提出人会看到）', pick: '哪些事项不再计入这一项', picked: '已选 {n} 件',
      effect: '支持的，得分说明里会写“{effect}”。事实不变，涉及的得分随即重算。', go: '确定裁定', done: '已裁定', pickOne: '请至少选一件', noFacts: '这一项没有可选的事项', aside: '支持后，这件案件退出所有得分；案件本身照常保存。',
    },
    revoke: { go: '撤销剔除', reason: '为什么撤销', done: '已撤销剔除，重新计入得分' },
    figures: { title: '公布的数字', appeals: '申诉', granted: '支持', refused: '不支持', late: '逾期未裁定', excluded: '剔除', unit: '件', asOf: '截至 {at}' },
  },
  en: {
    title: 'Appeals', intro: 'Anybody who is scored may appeal against a line, a fact or a rating while scores are on display. Facts stay as they are; what is granted leaves the score, which is computed again with a trace.',
    view: { mine: 'Filed by me', waiting: 'Waiting for me', over: 'Decided', excluded: 'Set aside' },
    none: {
      mine: 'You have filed no appeal', waiting: 'No appeal waits for you', over: 'No appeal has been decided', excluded: 'No case has been set aside',
      mineText: 'Open your score, then the line that you doubt, and appeal from there.', waitingText: 'A message tells you when one comes.', overText: '', excludedText: 'Cases found malicious or unreasonable by the higher level stand here.',
    },
    toScores: 'Go to the scores', more: 'Show more', filed: '{name} · filed {at}', due: 'Due {at}', late: 'Overdue since {at}',
    secondUntil: 'Second instance until {at}', caseOf: 'Case {number}', openCase: 'Open the case', openScore: 'Open the score', back: 'Back to the list', about: 'What is appealed',
    file: {
      title: 'Appeal', what: 'What', who: 'Whose score', period: 'Period', line: 'Line', case: 'Case', until: 'Possible until {at}',
      ground: 'What is wrong', words: 'Your reasons', wordsHint: 'Say when, where and what happened. Read only by those who decide and those responsible.', photos: 'Pictures (optional)',
      steps: 'Decided by somebody of another unit within {first}; the second instance takes {second}.', go: 'File the appeal', done: 'Appeal filed', short: 'At least 4 characters, please', cannot: 'No appeal is possible now', cancel: 'Cancel', rating: 'This rating is wrong',
    },
    aside: {
      open: 'Set a case aside', title: 'Ask to set aside', number: 'Case number', numberHint: 'For example HB3502112026112000012, as the desk shows it', find: 'Find', kind: 'Which kind', rating: 'Which rating',
      words: 'Grounds', wordsHint: 'Say why it is malicious or unreasonable. The case goes on as usual.', go: 'Send the request', done: 'Request sent to the higher level', step: 'Decided by the district within {first}.',
      noRating: 'This case has no rating yet', stars: '{n} of 5', solved: { yes: 'solved', partly: 'partly solved', no: 'not solved' },
    },
    timeline: 'Course', asked: { 1: 'Filed', 2: 'Second instance asked' }, instance: { 1: 'First instance', 2: 'Second instance' }, waits: 'Waiting for a decision', decidedBy: 'Decided by {name}', wasLate: 'decided late', photos: 'Pictures',
    fact: 'The fact', score: 'The score', nowPoints: 'now {points}',
    changes: { title: 'Changed scores', pending: 'Scores are being computed again', none: 'No score changed', count: '{n} scores changed; those that you may open:', line: '{name}: {before} counted, now {after}', rank: 'rank {before} → {after}', from: 'from {before} to {after}' },
    withdraw: 'Withdraw', withdrawn: 'Withdrawn', sure: 'Withdraw it? It will not be decided any more.', yes: 'Withdraw', second: 'Second instance', secondWords: 'Why the first decision is wrong', secondGo: 'Ask the second instance', secondDone: 'Second instance asked',
    decide: {
      title: 'Decision', outcome: 'Outcome', granted: 'Granted', partly: 'Partly granted', refused: 'Refused', reason: 'Reasons (read by whoever filed)', pick: 'Facts that leave this line', picked: '{n} chosen',
      effect: 'If granted the score will say “{effect}”. Facts stay; scores are computed again at once.', go: 'Decide', done: 'Decided', pickOne: 'Choose at least one', noFacts: 'This line has no facts to choose', aside: 'If granted, the case leaves every score; the case itself stays.',
    },
    revoke: { go: 'Take it back', reason: 'Why it is taken back', done: 'Counted again' },
    figures: { title: 'Published figures', appeals: 'Appeals', granted: 'Granted', refused: 'Refused', late: 'Overdue', excluded: 'Set aside', unit: '', asOf: 'as of {at}' },
  },
}
