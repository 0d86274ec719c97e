// Words of the field app in both languages: the shell's here, each part's in a file of its own.
import type { Locale, Words } from '@shared/i18n'
import { mapWords } from './map/words'
import { mineWords } from './mine/words'
import { outboxWords } from './outbox/words'
import { patrolWords } from './patrol/words'
import { reportWords } from './report/words'
import { shotWords } from './shots/words'
import { taskWords } from './tasks/words'
import { urgentWords } from './urgent/words'

const shell: Record<Locale, Words> = {
  'zh-CN': {
    pageTitle: '网格员 · 网格哨',
    title: '网格员',
    head: { waiting: '待办 {n} 项', next: '下一个到期 {at}', asOf: '{at}的数据', back: '返回' },
    tabs: { tasks: '任务', map: '地图', report: '上报', patrol: '巡查', mine: '我的' },
    signIn: { title: '网格员', text: '登录后，本机没有网络也能照常工作。', demo: '演示账号见数据目录中的 demo-accounts.json。' },
  },
  en: {
    pageTitle: 'Grid member · GridWhistle',
    title: 'Grid member',
    head: { waiting: '{n} waiting', next: 'next due {at}', asOf: 'as of {at}', back: 'Back' },
    tabs: { tasks: 'Tasks', map: 'Map', report: 'Report', patrol: 'Rounds', mine: 'Mine' },
    signIn: { title: 'Grid member', text: 'Once signed in, this phone works without a network too.', demo: 'Demo accounts are in demo-accounts.json in the data directory.' },
  },
}

function join(locale: Locale): Words {
  return {
    ...shell[locale], tasks: taskWords[locale], map: mapWords[locale], report: reportWords[locale], patrol: patrolWords[locale],
    mine: mineWords[locale], outbox: outboxWords[locale], shots: shotWords[locale], urgent: urgentWords[locale],
  }
}

export const fieldWords: Record<Locale, Words> = { 'zh-CN': join('zh-CN'), en: join('en') }
