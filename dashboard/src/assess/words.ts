// The page's own words; each tab adds its words under a key of its own.
import type { Locale, Words } from '@shared/i18n'
import { chineseWords } from '../desk/wordsChinese'
import { englishWords } from '../desk/wordsEnglish'

export const assessWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '考核', pageTitle: '考核 · 网格哨',
    signIn: { title: '考核', text: '每个得分都能点开到案件和照片。请用工作账号登录', demo: '演示账号见数据目录下的 demo-accounts.json' },
    bar: { desk: '工作台', light: '浅色界面', dark: '深色界面' },
    record: chineseWords.record!, photos: chineseWords.photos!, states: chineseWords.states!,
    tabs: { title: '页面', scores: '得分', meeting: '周例会', reminders: '工作提醒', checks: '平台巡查', inspections: '专项检查', appeals: '申诉', publishing: '公示与奖惩', schemes: '方案', burden: '基层负担' },
  },
  en: {
    title: 'Assessment', pageTitle: 'Assessment · GridWhistle',
    signIn: { title: 'Assessment', text: 'Every score opens down to its cases and photos. Sign in with your work account', demo: 'Demo accounts are in demo-accounts.json in the data folder' },
    bar: { desk: 'Desk', light: 'Light', dark: 'Dark' },
    record: englishWords.record!, photos: englishWords.photos!, states: englishWords.states!,
    tabs: { title: 'Pages', scores: 'Scores', meeting: 'Weekly meeting', reminders: 'Work reminders', checks: 'Platform checks', inspections: 'Inspections', appeals: 'Appeals', publishing: 'Publishing and rewards', schemes: 'Schemes', burden: 'Burden' },
  },
}
