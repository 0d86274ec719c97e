// 值班表用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '值班表', of: '谁的值班表',
    now: { title: '此刻紧急电话', nobody: '没有人', second: '副班 {name}', working: '工作时间', off: '工作时间以外', office: '办公电话', mobile: '手机', chain: '此刻各级值班', ownNumber: '号码只给共事的人看' },
    weeks: '{from} 到 {to}', back: '前两周', forth: '后两周', today: '回到本周', print: '打印', add: '添一班', fill: '自动排班',
    seat: { lead: '带班', second: '副班' }, gap: '缺人', gaps: '{n} 处缺人', noGaps: '两周没有缺口', more: '再看 {n} 处', less: '收起', night: '夜间', away: '请假中', none: '—', todayMark: '今天',
    legend: { lead: '带班', second: '副班', gap: '缺人', night: '夜间 22:00–06:00，须两人同行' }, empty: '这两周还没有排班', emptyRead: '有排班后会显示在这里。',
    form: {
      add: '添一班', change: '{name} · {seat}', person: '谁', findPerson: '姓名或工号', noPerson: '没有找到', seat: '班次', date: '日期', from: '开始', to: '结束', next: '结束不晚于开始时，算到第二天', save: '保存', saving: '正在保存…',
      swap: '换成', swapGo: '换班', delete: '删除这一班', deleteSure: '再点一次：删除，这几小时将缺人', missing: '请选一个人', nightAlone: '夜间须有带班和副班两人：{seat}也要排上。', change2: '改选',
    },
    fillForm: {
      title: '自动排班', from: '从', to: '到', what: '将补 {days} 天、共 {hours} 小时的班', nothing: '这几天没有缺口，不会写入任何班次', keep: '已排的班不动；请假的人不排；同一人不连着值。', go: '写入排班', going: '正在排…', done: '已写入 {n} 班', left: '还有 {n} 处排不上：', long: '最多 62 天', order: '结束日不能早于开始日',
    },
    done: { added: '已添一班', swapped: '已换班', removed: '已删除一班' }, asOf: '截至 {at}',
  },
  en: {
    title: 'Duty roster', of: 'Roster of',
    now: { title: 'Urgent calls now', nobody: 'Nobody', second: 'Second: {name}', working: 'Working hours', off: 'Outside working hours', office: 'Office', mobile: 'Mobile', chain: 'On duty now at each level', ownNumber: 'Numbers show to colleagues only' },
    weeks: '{from} to {to}', back: 'Two weeks back', forth: 'Two weeks on', today: 'This week', print: 'Print', add: 'Add shift', fill: 'Fill automatically',
    seat: { lead: 'Lead', second: 'Second' }, gap: 'Nobody', gaps: '{n} gaps', noGaps: 'No gaps in two weeks', more: '{n} more', less: 'Less', night: 'Night', away: 'away', none: '—', todayMark: 'Today',
    legend: { lead: 'Lead', second: 'Second', gap: 'Nobody', night: 'Night 22:00–06:00: always two' }, empty: 'No shifts in these two weeks', emptyRead: 'Shifts will show here.',
    form: {
      add: 'Add shift', change: '{name} · {seat}', person: 'Who', findPerson: 'Name or staff number', noPerson: 'Nobody found', seat: 'Place', date: 'Day', from: 'From', to: 'To', next: 'An end not after the beginning means the next day', save: 'Save', saving: 'Saving…',
      swap: 'Swap with', swapGo: 'Swap', delete: 'Delete this shift', deleteSure: 'Once more: delete, these hours will have nobody', missing: 'Choose somebody', nightAlone: 'At night there are always two: the {seat} is needed as well.', change2: 'Change',
    },
    fillForm: {
      title: 'Fill automatically', from: 'From', to: 'To', what: 'Fills gaps on {days} days, {hours} hours', nothing: 'No gaps on these days: nothing will be written', keep: 'What is there stays; people who are away get none; nobody two in a row.', go: 'Write the shifts', going: 'Filling…', done: '{n} shifts written', left: '{n} gaps remain:', long: '62 days at most', order: 'The last day cannot be before the first',
    },
    done: { added: 'Shift added', swapped: 'Swapped', removed: 'Shift deleted' }, asOf: 'As of {at}',
  },
}

export const useRosterWords = () => useOwnWords(words)
