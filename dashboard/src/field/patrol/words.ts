// 巡查用语。
import type { Locale, Words } from '@shared/i18n'

const zh: Words = {
  title: '巡查', need: '先看要紧的', near: '先看近的', order: '排列', next: '接下来看', all: '我的网格里的其他污染源 {n} 处', showAll: '展开', hideAll: '收起',
  empty: '这里还没有登记污染源', emptyText: '登记由镇街工作站在「网格与人员 · 污染源与巡查」里做。', allSeen: '要看的都看过了', allSeenText: '到期前会再排进来；路上看到问题，随时上报。',
  coverage: '高风险', seenOf: '{seen}/{n} 处按期看过', asOf: '截至 {at}', definition: '口径', done: '已记下，待上传 {n} 处', note: '不记轨迹，不计时长；正常的不用拍照。',
  standing: '本网格的常态任务', period: { day: '每天 {n} 次', week: '每周 {n} 次', month: '每月 {n} 次' }, stopped: '应急期间（{title}）日常巡查先停，看到问题照常上报。',
  why: { high_risk: '高风险', complaint: '附近有人反映', overdue: '超过间隔', never: '还没看过', due: '快到期', on_the_way: '顺路' },
  whyTold: { high_risk: '风险等级高，先看。', complaint: '{m} 米内有人反映「{name}」，之后还没人来看过。', overdue: '应在 {day} 前看，已过 {n} 天。', never: '登记以后还没有人看过。', due: '{day} 前应看一次。', on_the_way: '离要看的地方不远，间隔已过半。' },
  risk: { high: '高风险', medium: '中风险', low: '低风险' },
  overdue: '过期 {n} 天', dueIn: '{n} 天内看', dueToday: '今天到期', every: '每 {n} 天一次', setBy: '由{name}定', byDefault: '系统默认',
  last: '上次 {at} · {what}', never: '还没有人看过', open: '去看看', way: '导航', who: '经营单位', where: '地点', code: '编号', plan: '巡查间隔', cases: '附近的案件', visits: '来过', advice: '首次劝导', near50: '在 50 米内的上报、核实、核查自动算到访，不用再记。',
  normal: '看过，正常', finding: '发现问题', talk: '走访告知', normalHint: '不用拍照', findingHint: '拍照上报', talkHint: '告知、劝导', kept: '已记下 {at}', keptOnline: '已记下', undo: '撤销', undone: '已撤销，没有上传',
  findingTitle: '巡查发现：{name}', notMine: '不在您的网格里，只能看。', missing: '没有这个污染源', missingText: '可能已停用，或不在您的网格里。', back: '回到巡查',
  simulated: '模拟', elsewhere: '走访不在册的地方',
  form: {
    title: '走访告知', told: '告知了谁', toldHint: '职务或称呼，不必写姓名', people: { head: '负责人', duty: '值班人员', staff: '员工', property: '物业', resident: '住户' }, premises: '什么地方', place: '哪里', placeHint: '如：村口面馆', notice: '给一份告知书', none: '不给', points: '要求做到', words: '说了什么', wordsHint: '一两句话，单独封存，可抹除',
    advice: '作为首次劝导，不立案', adviceText: '问题轻微、当场改正的，到此为止；再次发生按案件处理。', show: '出示', send: '记下这次走访', needWords: '请写一句说了什么，或选一份告知书', needPremises: '请选择是什么地方', noPosition: '没有定位，不能确定在哪个网格；请到窗外或室外再试', full: '手机存满了，没有记下。请先清出一些空间。', failed: '没有记下，请再试一次',
  },
  notice: { close: '收起', print: '打印', self: '本系统自带的文本，可由本地另定', someone: '负责人' },
}

const en: Words = {
  title: 'Rounds', need: 'Most needed', near: 'Nearest', order: 'Order', next: 'Next', all: '{n} other sources in my grid', showAll: 'Show', hideAll: 'Hide',
  empty: 'No sources are registered here', emptyText: 'The town’s station enters them under “Grids and people · Sources and rounds”.', allSeen: 'Everything due has been seen', allSeenText: 'They come back before they are due. Report whatever you see on the way.',
  coverage: 'High risk', seenOf: '{seen} of {n} seen in time', asOf: 'as of {at}', definition: 'Definition', done: 'Kept here, {n} to be sent', note: 'No trail, no minutes. What is in order needs no photo.',
  standing: 'Standing tasks of this grid', period: { day: '{n} a day', week: '{n} a week', month: '{n} a month' }, stopped: 'Ordinary rounds stand still during the emergency ({title}). Report what you see as usual.',
  why: { high_risk: 'High risk', complaint: 'Reported near by', overdue: 'Overdue', never: 'Never seen', due: 'Due soon', on_the_way: 'On the way' },
  whyTold: { high_risk: 'High risk goes first.', complaint: '“{name}” was reported {m} m away, and nobody has looked since.', overdue: 'Was to be seen by {day}, {n} days ago.', never: 'Nobody has seen it since it was entered.', due: 'To be seen by {day}.', on_the_way: 'Close to a place you go to, and past half its interval.' },
  risk: { high: 'High risk', medium: 'Medium risk', low: 'Low risk' },
  overdue: '{n} days overdue', dueIn: 'within {n} days', dueToday: 'due today', every: 'every {n} days', setBy: 'set by {name}', byDefault: 'system default',
  last: 'Last {at} · {what}', never: 'Nobody has seen it yet', open: 'Look', way: 'Way', who: 'Operator', where: 'Place', code: 'Number', plan: 'Interval', cases: 'Cases near by', visits: 'Visits', advice: 'First advice', near50: 'Reports, looks and checks within 50 m count as visits by themselves.',
  normal: 'Seen, in order', finding: 'A finding', talk: 'A talk', normalHint: 'no photo', findingHint: 'report it', talkHint: 'told, advised', kept: 'Kept {at}', keptOnline: 'Kept', undo: 'Undo', undone: 'Undone, nothing was sent',
  findingTitle: 'Found on a round: {name}', notMine: 'Not in your grid: to read only.', missing: 'No such source', missingText: 'It may be closed or outside your grid.', back: 'Back to rounds',
  simulated: 'simulated', elsewhere: 'A place in no register',
  form: {
    title: 'A talk', told: 'Who was told', toldHint: 'A function, no name needed', people: { head: 'Manager', duty: 'On duty', staff: 'Employee', property: 'Property office', resident: 'Resident' }, premises: 'What kind of place', place: 'Where', placeHint: 'e.g. noodle shop at the gate', notice: 'Hand over a notice', none: 'None', points: 'Asked to', words: 'What was said', wordsHint: 'A sentence or two; kept sealed and erasable',
    advice: 'First advice, no case', adviceText: 'For small things put right at once; the next time it becomes a case.', show: 'Show', send: 'Keep this talk', needWords: 'Say what was told, or choose a notice', needPremises: 'Choose what kind of place', noPosition: 'No position: the grid is not known. Try again outdoors.', full: 'The phone is full: nothing was kept. Make room first.', failed: 'Not kept, please try again',
  },
  notice: { close: 'Close', print: 'Print', self: 'This system’s own text; a city may set its own', someone: 'Manager' },
}

export const patrolWords: Record<Locale, Words> = { 'zh-CN': zh, en }
