// Words that more than one page says. Under `shared.` in every page.
import type { Locale, Words } from './i18n'

export const sharedWords: Record<Locale, Words> = {
  'zh-CN': {
    simulated: '模拟数据', schematic: '示意，非法定边界', retry: '重试', close: '关闭', cancel: '取消', loading: '正在加载…',
    requestId: '编号', offline: '网络不通，请检查后重试', language: 'English',
    phase: { discover: '发现', handle: '处置', evaluate: '评价', feedback: '反馈' },
    photo: { open: '查看照片', previous: '上一张', next: '下一张', of: '第 {n} 张，共 {all} 张', before: '处置前', after: '处置后' },
    signIn: { title: '登录', username: '账号', password: '密码', go: '登录', going: '正在登录…', signOut: '退出登录', wrong: '账号或密码不对', missing: '请填写账号和密码', show: '显示密码' },
  },
  en: {
    simulated: 'Simulated', schematic: 'Schematic, not legal boundaries', retry: 'Try again', close: 'Close', cancel: 'Cancel', loading: 'Loading…',
    requestId: 'Reference', offline: 'No connection. Please check it and try again', language: '中文',
    phase: { discover: 'Discover', handle: 'Handle', evaluate: 'Evaluate', feedback: 'Feedback' },
    photo: { open: 'Open photo', previous: 'Previous', next: 'Next', of: 'Photo {n} of {all}', before: 'Before', after: 'After' },
    signIn: { title: 'Sign in', username: 'Account', password: 'Password', go: 'Sign in', going: 'Signing in…', signOut: 'Sign out', wrong: 'Wrong account or password', missing: 'Please enter account and password', show: 'Show password' },
  },
}
