// 我的用语。
import type { Locale, Words } from '@shared/i18n'

export const mineWords: Record<Locale, Words> = {
  'zh-CN': {
    more: '再看更早的', unsent: '{n} 件待上传', refused: '，有没被接受的', allSent: '都已上传', version: '网格哨 {v}',
    outbox: { title: '待上传' },
    reports: { title: '我的上报', note: '办到哪一步了', empty: '您还没有上报过' },
    agreed: { title: '例会交办', note: '周例会交办给您和您网格的事' },
    reminders: { title: '工作提醒', waiting: '{n} 条待您作答', none: '没有要您作答的提醒', text: '系统按规则发出，每件事只提醒一次，请在 {limit}内作答。没有网络也能写，联网后自动上传。', kept: '已记下，联网后自动上传', sent: '已作答' },
    facts: { title: '我的情况', note: '只给自己看的事实', span: '{from} 至 {to}', n: '期内到期的任务', on_time: '按时', late: '超期', open: '在办', toTasks: '看看在办的任务', moved: '移交出去 {n} 件', away: '不在岗 {n} 天，这些天到期的不计入。', asOf: '{at} 的数据' },
    posts: { title: '岗位与值班', note: '我的岗位、代岗、此刻谁值班', own: '我的岗位', lent: '我正在代岗', for: '代{name}', until: '至 {day}', open: '未定止日', none: '现在没有岗位', duty: '此刻值班', more: '在「网格与人员」里看全部' },
    say: { title: '意见建议', note: '说说这个系统哪里不好用', answered: '有 {n} 条答复', text: '写给管这个系统的人：哪里费事、重复、不好用。由市级答复采纳或不采纳并说明理由；列表里不显示您的姓名，不计入任何考核。', label: '您的意见', missing: '请写一句', thanks: '已记下，谢谢。答复会出现在下面。', send: '提交', before: '以前说过的', adopted: '采纳', notAdopted: '不采纳' },
    settings: {
      title: '设置', note: '字号、深色、照片、语言、存储',
      reading: { title: '字号', normal: '标准', large: '大字' }, theme: { title: '外观', auto: '随系统', light: '浅色', dark: '深色' }, quality: { title: '照片', fine: '清晰（2560 像素）', small: '省流量（1600 像素）' },
      map: { title: '导航用', auto: '随手机', amap: '高德', baidu: '百度', apple: '苹果地图', phone: '手机默认' }, language: { title: '语言 Language', 'zh-CN': '中文', en: 'English' },
      kept: '本机存储', whole: '没有网络也能工作：任务、地图、类别和手册都在本机。', notWhole: '还没有存全，请在有网络时打开一次。', free: '浏览器还给本应用留有约 {n} MB。', renew: '现在更新一次',
    },
    leave: { title: '退出登录', text: '本机存的任务和资料会清除，下次登录再取。', unsent: '还有 {n} 件没有上传。退出后它们留在本机，等您下次登录再传；别人登录看不到。', look: '先去看看', go: '退出' },
  },
  en: {
    more: 'Earlier ones', unsent: '{n} to be sent', refused: ', some not accepted', allSent: 'Everything is sent', version: 'GridWhistle {v}',
    outbox: { title: 'To be sent' },
    reports: { title: 'My reports', note: 'How far they are', empty: 'You have not reported anything yet' },
    agreed: { title: 'Agreed in meetings', note: 'What weekly meetings gave to you and your grid' },
    reminders: { title: 'Work reminders', waiting: '{n} to answer', none: 'Nothing waits for your answer', text: 'Raised by rule, once for each matter. Please answer within {limit}; without network it is kept and sent later.', kept: 'Kept; it is sent by itself', sent: 'Answered' },
    facts: { title: 'My facts', note: 'For yourself alone', span: '{from} to {to}', n: 'Tasks that fell due', on_time: 'In time', late: 'Late', open: 'Open', toTasks: 'See the open tasks', moved: '{n} handed on', away: '{n} days away; what fell due then does not count.', asOf: 'as of {at}' },
    posts: { title: 'Posts and duty', note: 'My posts, standing in, who is on duty now', own: 'My posts', lent: 'Standing in', for: 'For {name}', until: 'until {day}', open: 'no end set', none: 'No post now', duty: 'On duty now', more: 'All of it in “Grids and people”' },
    say: { title: 'Suggestions', note: 'What is awkward in this system', answered: '{n} answered', text: 'To whoever runs this system: what is tedious, double, awkward. The city answers adopted or not, with the reason; the list does not show your name and nothing of it is appraised.', label: 'What you think', missing: 'Please write a line', thanks: 'Kept, thank you. The answer will stand below.', send: 'Send', before: 'Said before', adopted: 'Adopted', notAdopted: 'Not adopted' },
    settings: {
      title: 'Settings', note: 'Text size, dark, photos, language, storage',
      reading: { title: 'Text size', normal: 'Normal', large: 'Large' }, theme: { title: 'Look', auto: 'As the phone', light: 'Light', dark: 'Dark' }, quality: { title: 'Photos', fine: 'Clear (2560 px)', small: 'Small (1600 px)' },
      map: { title: 'Way with', auto: 'As the phone', amap: 'Amap', baidu: 'Baidu', apple: 'Apple Maps', phone: 'Default' }, language: { title: 'Language 语言', 'zh-CN': '中文', en: 'English' },
      kept: 'Kept on this phone', whole: 'Works without a network: tasks, map, categories and handbook are here.', notWhole: 'Not complete yet; open it once with a network.', free: 'The browser leaves about {n} MB for this app.', renew: 'Renew now',
    },
    leave: { title: 'Sign out', text: 'Tasks and papers kept here go; they come back with the next sign-in.', unsent: '{n} things are not sent yet. They stay on this phone until you sign in again; nobody else sees them.', look: 'Look first', go: 'Sign out' },
  },
}
