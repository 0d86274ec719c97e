// 任务与代岗用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '我的任务', agreed: '例会交办给您 {n} 件', agreedLate: '{n} 件过期', find: '在任务里找', byDue: '按轻重缓急', near: '离我最近', locating: '正在定位…', denied: '没有定位权限，按轻重缓急排列', empty: '现在没有等您办的事', emptyText: '指名给您的、代同事办的、轮到您单位的，都会出现在这里。', nothing: '没有找到', nothingText: '换一个词试试。',
    for: '代 {name}', with: '{name}同行', withNight: '夜间须两人同行', putOff: '应急期间停走', all: '共 {n} 件', most: '只列最急的 {n} 件',
    standing: '您正在代{name}履职', until: '至 {day}', open: '到其返岗为止', left: '还剩 {time}', others: '另代 {n} 个岗位', fold: '收起',
    who: { title: '此刻责任人', show: '看看此刻谁负责', acting: '现在该找', nobody: '没有人', members: '网格员', heads: '负责人', lead: '主办', duty: '值班', second: '副班 {name}', away: '{name}{kind}', standsIn: '{name}代', vacant: '空缺', missing: '缺', asOf: '{at} 的情况', more: '在「网格与人员」里看' },
  },
  en: {
    title: 'My tasks', agreed: '{n} actions agreed in meetings', agreedLate: '{n} late', find: 'Find in my tasks', byDue: 'Most urgent first', near: 'Nearest first', locating: 'Locating…', denied: 'No permission to locate; the most urgent first', empty: 'Nothing waits for you', emptyText: 'What is asked of you by name, what you do for colleagues and what is your unit’s turn shows here.', nothing: 'Nothing found', nothingText: 'Try another word.',
    for: 'for {name}', with: 'with {name}', withNight: 'at night always two', putOff: 'stopped by the emergency', all: '{n} in all', most: 'The {n} most urgent',
    standing: 'You stand in for {name}', until: 'until {day}', open: 'until they return', left: '{time} left', others: '{n} more posts', fold: 'Less',
    who: { title: 'Responsible now', show: 'Who is responsible now?', acting: 'Turn to', nobody: 'Nobody', members: 'Members', heads: 'Heads', lead: 'Lead', duty: 'On duty', second: 'second: {name}', away: '{name}: {kind}', standsIn: '{name} stands in', vacant: 'vacant', missing: 'Missing', asOf: 'As of {at}', more: 'Open in “Grids and people”' },
  },
}

export const useTaskWords = () => useOwnWords(words)
