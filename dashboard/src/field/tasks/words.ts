// 任务用语。
import type { Locale, Words } from '@shared/i18n'

const zh: Words = {
  one: '任务', nearest: '离您近的在前 · 位置只在本机用，不记录', locating: '正在定位，先按到期先后排列', byDue: '没有定位，先到期的在前', renew: '刷新', renewing: '正在刷新…',
  empty: '现在没有等您办的事', emptyText: '指名给您的、代同事办的、轮到您单位的，都会出现在这里。', toPatrol: '去巡查', rounds: '接下来该巡查的 {n} 处', allRounds: '全部巡查地点', doneHere: '已记下，待上传 {n} 件',
  reports: '{n} 人反映', before: '{at} 前', left: '还剩 {left}', soon: '临期 · {left}', putOff: '应急期间停走', for: '代 {name}', with: '{name}同行', way: '导航', wayThere: '带我过去', noPlace: '只有文字地点',
  go: { confirm: '到场核实', check: '拍照核查', judge: '拍照核查', handle: '去处置', rework: '去返工', sign: '去签收', look: '去看看' },
  kept: '已记下，待上传', sending: '正在上传', refused: '没有被接受：',
  notKept: '本机没有存这一件', notKeptText: '有网络时打开一次，以后没有网络也能看。', back: '回到任务',
  lookFor: '看什么', noWords: '反映人没有留下文字', whyNot: '为什么不由您来做', line: '经过', allSteps: '全部 {n} 条', less: '收起', compare: '拖动对比处置前后',
  book: { open: '手册全文', photograph: '拍什么', in_charge: '谁管', limits: '时限', law: '法条', note: '安全与提示' },
  purpose: { report: '上报', before: '处置前', after: '处置后', confirm: '核实', check: '核查', document: '文书' },
  facts: { from: '来源', where: '网格', confirmed: '核实', handled: '处置', answer: '答复', turn: '轮到' },
  times: { reported: '上报', registered: '立案', dispatched: '派遣', handled: '处置完成', answered: '核查通过，已答复', evaluated: '已评价', closed: '结案' },
  notes: { confirm: '核实说明', 'ask-confirmation': '请求核实', handle: '处置说明', 'self-handle': '处置说明', 'check-pass': '核查', 'check-fail': '核查不通过', dispatch: '派遣说明', return: '退回', contact: '联系反映人', whistle: '吹哨', decline: '不予受理', close: '反馈', register: '立案说明' },
  steps: { confirm: '到场核实', 'check-pass': '核查通过', 'check-fail': '不通过', 'self-handle': '当场办结（即办）', handle: '处置完成', sign: '签收', reopen: '重新办理', whistle: '向镇街吹哨' },
  more: '更多', elsewhere: '这一步要在工作台办理。', desk: '打开工作台',
  found: '现场看到什么', results: {
    true: { name: '属实', text: '就在这里，和反映的一样' }, partly: { name: '部分属实', text: '有这回事，但轻重、地点或范围不同' }, false: { name: '不属实', text: '看清楚了，没有这回事' },
    gone: { name: '到场时已消失', text: '现在没有，可能过一阵又有；不等于不属实' }, no_access: { name: '无法进入', text: '进不去，没看到；不等于不属实' },
  },
  comeAgain: '什么时候再来看最可能看到？', hours: { morning: '清晨 6–8 点', noon: '中午 11–14 点', evening: '晚上 18–22 点', night: '夜里 22–2 点' }, hoursOther: '或写别的时间', come: '建议再来看的时间：{hours}',
  whyNoAccess: '为什么进不去（必填）', noAccess: { locked: '门锁着，没人应', refused: '不让进', site: '工地封闭管理', papers: '要求出示证件' },
  spot: '小事当场能办？', beforePhoto: '处置前照片',
  labels: { photos: '照片', note: '补充一句', measurement: '监测结果', document: '文书编号', answer: '给反映人的答复', reason: '哪里没办好', confirm: { photos: '现场照片', note: '现场情况' }, 'self-handle': { photos: '处置后照片', note: '做了什么' }, handle: { photos: '处置后照片', note: '做了什么' }, 'check-pass': { photos: '核查照片', seen: '逐项看过再勾' }, 'check-fail': { photos: '核查照片' } },
  optional: '（可不填）', missing: '请填写', missingPoints: '还有没勾的项：达不到的请选“不通过”', missingSome: '上面还有必填的没有填', keep: '记下并上传', keepHint: '没有网络也先记在本机，联网后自动上传。',
  noRoom: '本机存储空间不够，没有记下。请先清理手机空间再点一次，填写的内容还在。', notKeptHere: '本机没能记下，请再点一次；填写的内容还在。',
  whistle: { kind: '吹什么哨', words: '需要镇街做什么', blow: '吹哨', missing: '请选择哨的种类并写明需要什么', early: '立案之前只能吹紧急哨。', offline: '现在没有网络，哨要等联网后才送到。情况紧急请直接打电话。', kinds: { emergency: '险情、突发污染，要人立刻到场', enforcement: '需要有执法权的部门到场', key_work: '反复出现，需要部门牵头解决' } },
  recheck: { kind: '盲查', short: '请您再看一次现场', go: '去看', text: '这是随机抽中的第二次查看：先不告诉您上次看到了什么，请按现在看到的写。', ask: '现在怎么样', results: { solved: '问题不在了', partly: '好了一部分', unsolved: '问题还在', no_access: '没能看到' }, note: '现场情况（必填）', missing: '请选择结果并写一句现场情况', none: '没有这次盲查' },
}

const en: Words = {
  one: 'Task', nearest: 'Nearest first · your position stays on this phone', locating: 'Locating; sorted by due time meanwhile', byDue: 'No position: what is due first', renew: 'Renew', renewing: 'Renewing…',
  empty: 'Nothing waits for you', emptyText: 'What is asked of you by name, what you do for colleagues and your unit’s turn shows here.', toPatrol: 'Go on a round', rounds: 'Next on a round: {n}', allRounds: 'All places of the round', doneHere: 'Kept here, {n} to be sent',
  reports: '{n} reported it', before: 'by {at}', left: '{left} left', soon: 'Due soon · {left}', putOff: 'stopped by the emergency', for: 'for {name}', with: 'with {name}', way: 'Way', wayThere: 'Show the way', noPlace: 'Place in words only',
  go: { confirm: 'Confirm', check: 'Check', judge: 'Check', handle: 'Handle', rework: 'Rework', sign: 'Sign', look: 'Look' },
  kept: 'Kept, to be sent', sending: 'Sending', refused: 'Not accepted:',
  notKept: 'This one is not on the phone', notKeptText: 'Open it once with a network; from then on it is here without one.', back: 'Back to tasks',
  lookFor: 'What to look for', noWords: 'The reporter left no words', whyNot: 'Why not by you', line: 'So far', allSteps: 'All {n}', less: 'Less', compare: 'Drag to compare before and after',
  book: { open: 'Whole entry', photograph: 'Photograph', in_charge: 'In charge', limits: 'Limits', law: 'Law', note: 'Safety' },
  purpose: { report: 'Report', before: 'Before', after: 'After', confirm: 'Confirmed', check: 'Checked', document: 'Document' },
  facts: { from: 'From', where: 'Grid', confirmed: 'Confirmed', handled: 'Handled', answer: 'Answer', turn: 'Turn' },
  times: { reported: 'Reported', registered: 'Filed', dispatched: 'Dispatched', handled: 'Handled', answered: 'Checked and answered', evaluated: 'Rated', closed: 'Closed' },
  notes: { confirm: 'Confirmation', 'ask-confirmation': 'Confirmation asked', handle: 'Handling', 'self-handle': 'Handling', 'check-pass': 'Check', 'check-fail': 'Check failed', dispatch: 'Dispatch', return: 'Returned', contact: 'Contact', whistle: 'Whistle', decline: 'Declined', close: 'Feedback', register: 'Filing' },
  steps: { confirm: 'Confirm', 'check-pass': 'Passed', 'check-fail': 'Failed', 'self-handle': 'Settle on the spot', handle: 'Handled', sign: 'Sign', reopen: 'Reopen', whistle: 'Whistle to the town' },
  more: 'More', elsewhere: 'This step is taken at the desk.', desk: 'Open the desk',
  found: 'What do you see?', results: {
    true: { name: 'True', text: 'It is here, as reported' }, partly: { name: 'Partly true', text: 'It exists, but degree, place or extent differ' }, false: { name: 'Not true', text: 'Clearly seen: there is no such thing' },
    gone: { name: 'Gone on arrival', text: 'Not now, perhaps again later; not the same as untrue' }, no_access: { name: 'No access', text: 'Could not get in, saw nothing; not the same as untrue' },
  },
  comeAgain: 'When is it most likely to be seen?', hours: { morning: '6–8 am', noon: '11 am–2 pm', evening: '6–10 pm', night: '10 pm–2 am' }, hoursOther: 'or another time', come: 'Best time to look again: {hours}',
  whyNoAccess: 'Why no access (required)', noAccess: { locked: 'Locked, nobody answered', refused: 'Not let in', site: 'Closed building site', papers: 'Papers were demanded' },
  spot: 'A small matter you can settle now?', beforePhoto: 'Photo before',
  labels: { photos: 'Photos', note: 'One more line', measurement: 'Measurement', document: 'Document number', answer: 'Answer to the reporter', reason: 'What is not done', confirm: { photos: 'Photos on site', note: 'What you saw' }, 'self-handle': { photos: 'Photo after', note: 'What was done' }, handle: { photos: 'Photo after', note: 'What was done' }, 'check-pass': { photos: 'Photos of the check', seen: 'Tick what you have seen' }, 'check-fail': { photos: 'Photos of the check' } },
  optional: '(optional)', missing: 'Please fill in', missingPoints: 'Some points are not ticked: choose “Failed” if they are not met', missingSome: 'Something required is missing above', keep: 'Keep and send', keepHint: 'Without a network it is kept on this phone and sent by itself later.',
  noRoom: 'The phone has no room left, so nothing was kept. Free some space and try again; what you typed is still here.', notKeptHere: 'It could not be kept here. Please try again; what you typed is still here.',
  whistle: { kind: 'Kind of whistle', words: 'What the town should do', blow: 'Whistle', missing: 'Choose a kind and say what is needed', early: 'Before filing only an emergency whistle is possible.', offline: 'No network now: the whistle arrives later. If it is urgent, telephone.', kinds: { emergency: 'Danger or sudden pollution: somebody must come at once', enforcement: 'A department with the power must come', key_work: 'Keeps coming back, a department must lead' } },
  recheck: { kind: 'Second look', short: 'Please look at this place again', go: 'Look', text: 'A second look drawn by chance: you are not told what was found before. Write what you see now.', ask: 'How is it now?', results: { solved: 'The problem is gone', partly: 'Partly better', unsolved: 'The problem is still there', no_access: 'Could not see it' }, note: 'What you saw (required)', missing: 'Choose a result and write one line', none: 'There is no such second look' },
}

export const taskWords: Record<Locale, Words> = { 'zh-CN': zh, en }
