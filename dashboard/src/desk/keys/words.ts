// Words of the sheet of keys.
import type { Locale, Words } from '@shared/i18n'

export const keyWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '键盘快捷键', open: '快捷键', list: '列表', go: '去哪个队列（先按 g）', steps: '办理（打开的案件）', page: '页面', waiting: 'g … 去哪里？',
    down: '下一件', up: '上一件', search: '搜索', choose: '选中，再按取消', range: '按住选一段', enter: '办主要一步', escape: '退出表单或搜索', help: '这张表', filter: '设置筛选', own: '我的第 1–9 个筛选',
    stepsText: '按钮右侧的字母就是它的键。现在这件可办：', noSteps: '打开一件案件，可办事项旁会标出字母。', shift: '与列表键相同的字母加 Shift。',
  },
  en: {
    title: 'Keyboard', open: 'Keys', list: 'List', go: 'Go to a queue (g first)', steps: 'Steps of the open case', page: 'Page', waiting: 'g … where to?',
    down: 'Next case', up: 'Previous case', search: 'Search', choose: 'Select, again to clear', range: 'Hold for a range', enter: 'Take the main step', escape: 'Leave a form or the search', help: 'This sheet', filter: 'Set a filter', own: 'My filters 1–9',
    stepsText: 'The letter beside a button is its key. Now:', noSteps: 'Open a case: the letters stand beside its steps.', shift: 'Letters that the list uses are taken with Shift.',
  },
}
