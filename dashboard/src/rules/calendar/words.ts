// 日历与时限用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '日历与时限', lead: '所有时限都按这份日历算。改动先看影响，保存后在办案件随之重算，逐件留痕。', readOnly: '由系统管理员维护；您可以查看。',
    loading: '正在读取日历', version: '第 {n} 版',
    retiming: { running: '正在重算在办案件：已核 {checked} 件，移动 {moved} 件', done: '上次改动：核对 {checked} 件在办案件，{moved} 件期限有变（{at}）' },
    month: { before: '上个月', next: '下个月', title: '{year} 年 {month} 月', today: '本月', week: '一二三四五六日', provisional: '{year} 年放假安排尚未公布', announced: '{year} 年放假安排已公布', mark: '标为已公布', unmark: '标为未公布' },
    day: { title: '{day}', holiday: '放假', workday: '补班', usual: '照常', stop: '停工', name: '名称', nameExample: '例如：市定假日', done: '好', changed: '待保存', work: '上班', rest: '休息' },
    hours: { title: '上班时间', normal: '平时', summer: '夏令', from: '自', to: '至', add: '加一段', drop: '去掉', change: '修改', keep: '改好了', cancel: '不改' },
    stops: { title: '停工时段', text: '台风等停工：其间工作时间不走，紧急案件照走。', none: '没有停工时段', add: '增加停工', where: '范围', name: '名称', nameExample: '例如：台风“山竹”停工', from: '从', to: '到', drop: '取消', undrop: '恢复', new: '待保存', dropped: '待取消', cancel: '不加' },
    periods: { title: '限制时段', text: '在限制时段内上报的，按规定视为紧急，理由写在案件上。', none: '没有限制时段', add: '增加时段', category: '类别', name: '名称', nameExample: '例如：高考期间', daily: '每天', dates: '日期', always: '全天', all: '常年', drop: '去掉', from: '从', to: '到', save: '保存', dropAsk: '去掉“{name}”？已经因此紧急的案件不变。' },
    notices: { title: '暂停受理', text: '某类问题在某地某时段不受理；市民在拍照前就看到理由，工作人员仍可登记并留痕。', none: '现在没有暂停受理的类别', add: '暂停一类', category: '类别', where: '范围', reason: '理由（市民看得到）', reasonExample: '例如：台风垃圾集中清运，11 月 20 日恢复受理', from: '从', to: '到', end: '解除', running: '进行中', soon: '未开始', save: '发布' },
    limits: { title: '各阶段时限', stage: '阶段', usual: '一般', urgent: '紧急', source: '来源：config/catalogue/limits.toml，本系统默认值', categories: '按类别', search: '找类别', steps: '分段时限', stepsNote: '分段时限自签收起算；一级案件另须首次报告（{text}）', bySource: '按来源', law: '依据线索', none: '没有这个类别' },
    pending: { title: '{n} 处改动还没有保存', preview: '看影响', discard: '放弃', save: '保存', checking: '正在计算…', saving: '正在保存…' },
    preview: { title: '保存之后', none: '核对了 {checked} 件在办案件，没有期限会变。', moved: '核对了 {checked} 件在办案件：{moved} 件期限会变（{later} 件延后，{earlier} 件提前）。', atLeast: '在办案件很多，这里只核对了前 {checked} 件。', spared: '改日历不会让任何案件因此变成超时。', back: '返回', more: '只列出前 {n} 件' },
    saved: '已保存。在办案件正在按新日历重算。', savedShort: '已保存',
    stale: '日历刚被别人改过，已为您读入最新的；您的改动还在，请再看一次影响。', cancel: '取消', city: '全市',
  },
  en: {
    title: 'Calendar and deadlines', lead: 'Every deadline counts by this calendar. See first what a change moves; running cases follow it, each with a record.', readOnly: 'Kept by the administrators; you may read it.',
    loading: 'Reading the calendar', version: 'version {n}',
    retiming: { running: 'Counting running cases anew: {checked} looked at, {moved} moved', done: 'Last change: {checked} running cases looked at, {moved} moved ({at})' },
    month: { before: 'Month before', next: 'Next month', title: '{month}/{year}', today: 'This month', week: 'MTWTFSS', provisional: 'Holidays of {year} are not announced yet', announced: 'Holidays of {year} are announced', mark: 'Mark as announced', unmark: 'Mark as not announced' },
    day: { title: '{day}', holiday: 'Holiday', workday: 'Make-up day', usual: 'As usual', stop: 'Stopped', name: 'Name', nameExample: 'e.g. city holiday', done: 'Done', changed: 'not saved', work: 'working', rest: 'off' },
    hours: { title: 'Opening hours', normal: 'Usual', summer: 'Summer', from: 'from', to: 'to', add: 'Add a span', drop: 'Remove', change: 'Change', keep: 'Done', cancel: 'Leave as is' },
    stops: { title: 'Stops', text: 'A typhoon and the like: working time stands still, urgent clocks run on.', none: 'No stops', add: 'Add a stop', where: 'Where', name: 'Name', nameExample: 'e.g. typhoon Mangkhut', from: 'From', to: 'To', drop: 'Remove', undrop: 'Keep', new: 'not saved', dropped: 'to be removed', cancel: 'Cancel' },
    periods: { title: 'Restricted periods', text: 'A report inside one is urgent by rule; the case says why.', none: 'No restricted periods', add: 'Add a period', category: 'Category', name: 'Name', nameExample: 'e.g. examinations', daily: 'Daily', dates: 'Dates', always: 'all day', all: 'all year', drop: 'Remove', from: 'From', to: 'To', save: 'Save', dropAsk: 'Remove “{name}”? Cases that it made urgent stay so.' },
    notices: { title: 'Not taken in', text: 'A kind of problem is not taken in somewhere for a while; citizens read why before the photo, staff may still enter it on record.', none: 'Everything is taken in', add: 'Stop a category', category: 'Category', where: 'Where', reason: 'Reason (citizens read it)', reasonExample: 'e.g. storm litter is being collected, back on 20 November', from: 'From', to: 'To', end: 'Lift', running: 'running', soon: 'to come', save: 'Publish' },
    limits: { title: 'Limits of the stages', stage: 'Stage', usual: 'Usual', urgent: 'Urgent', source: 'Source: config/catalogue/limits.toml, defaults of this system', categories: 'By category', search: 'Find a category', steps: 'Steps of the handling', stepsNote: 'Steps count from the signing; severity 1 also owes a first report ({text})', bySource: 'By source', law: 'Where to look', none: 'No such category' },
    pending: { title: '{n} changes are not saved', preview: 'See what moves', discard: 'Discard', save: 'Save', checking: 'Counting…', saving: 'Saving…' },
    preview: { title: 'After saving', none: '{checked} running cases looked at; none moves.', moved: '{checked} running cases looked at: {moved} move ({later} later, {earlier} earlier).', atLeast: 'There are many running cases; only the first {checked} were looked at.', spared: 'A change of the calendar makes no case late.', back: 'Back', more: 'only the first {n} are listed' },
    saved: 'Saved. Running cases are being counted anew.', savedShort: 'Saved',
    stale: 'Somebody has just changed the calendar; the newest is here and your changes are kept. Look at their effect again.', cancel: 'Cancel', city: 'whole city',
  },
}

export const useCalendarWords = () => useOwnWords(words)
