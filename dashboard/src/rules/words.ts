// The page's own words; each tab adds its words under a key of its own.
import type { Locale, Words } from '@shared/i18n'
import { chineseWords } from '../desk/wordsChinese'
import { englishWords } from '../desk/wordsEnglish'

export const rulesWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '规则', pageTitle: '规则 · 网格哨',
    signIn: { title: '规则', text: '时限、派遣、催办按什么走，都写在这里。请用工作账号登录', demo: '演示账号见数据目录下的 demo-accounts.json' },
    bar: { desk: '工作台', light: '浅色界面', dark: '深色界面' },
    record: chineseWords.record!,
    tabs: { title: '页面', routing: '派遣规则', calendar: '日历与时限', ladder: '催办', texts: '答复用语', evidence: '佐证', intake: '受理', notices: '告知上报人', restrictions: '受理限制' },
  },
  en: {
    title: 'Rules', pageTitle: 'Rules · GridWhistle',
    signIn: { title: 'Rules', text: 'What deadlines, routing and reminders run by. Sign in with your work account', demo: 'Demo accounts are in demo-accounts.json in the data folder' },
    bar: { desk: 'Desk', light: 'Light', dark: 'Dark' },
    record: englishWords.record!,
    tabs: { title: 'Pages', routing: 'Routing', calendar: 'Calendar and deadlines', ladder: 'Reminders', texts: 'Texts', evidence: 'Evidence', intake: 'Intake', notices: 'Notices to reporters', restrictions: 'Restrictions' },
  },
}
