import type { Locale, Words } from '@shared/i18n'

export const words: Record<Locale, Words> = {
  'zh-CN': {
    title: '网格哨', line: '发现、处置、评价、反馈：每个环境问题，都有人管、有期限、有回音。',
    report: { name: '随手拍', line: '市民：拍一张，说一句，看得到进度，评得了结果' },
    doors: '入口', offices: '其他页面', people: '网格与人员', rules: '规则与日历', assess: '考核与周例会', theme: { light: '浅色', dark: '深色' },
    field: { name: '网格员', line: '巡查、核实、处置、核查：离线也能用，有网自动上传' },
    desk: { name: '工作台', line: '工作站、派遣员、责任部门：待办、时限、一屏办结' },
    command: { name: '指挥大屏', line: '领导：现在怎样，哪里超期，该谁办' },
  },
  en: {
    title: 'GridWhistle', line: 'Discover, handle, evaluate, feed back: every environmental problem has an owner, a deadline and an answer.',
    report: { name: 'Snap & Report', line: 'Citizens: a photo, a line, and an honest timeline' },
    doors: 'Doors', offices: 'Other pages', people: 'Grids and people', rules: 'Rules and calendar', assess: 'Assessment', theme: { light: 'Light', dark: 'Dark' },
    field: { name: 'Grid member', line: 'Rounds, looks, handling, checks: works offline, sends by itself' },
    desk: { name: 'Desk', line: 'Stations, dispatchers, departments: queues, clocks, one-screen cases' },
    command: { name: 'Command board', line: 'Leaders: what happens now, what is late, whose turn it is' },
  },
}
