import type { Locale, Words } from '@shared/i18n'

export const mapWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '本镇街网格图', failed: '这台设备打不开地图。任务都在“任务”里，按距离排好了。', notYet: '地图还没有存到手机里，联网后自动打开。任务都在“任务”里，按距离排好了。', none: '网格还没有下载', noneHint: '联网打开一次，以后没有网络也能看。', again: '再试',
    layers: '显示', tasks: '任务', reports: '我的上报', sources: '重点污染源', here: '回到我的位置', noHere: '没有定位',
    task: '打开任务', report: '看进展', source: '看污染源', newReport: '在这里上报', away: '离我 {d}', several: '这里有 {n} 件任务', own: '我的网格',
    inGrid: '本网格任务 {tasks} 件 · 重点污染源 {sources} 处', waiting: '待上传', high: '高风险',
  },
  en: {
    title: 'Grids of the own town', failed: 'This device cannot open the map. All tasks are under “Tasks”, nearest first.', notYet: 'The map is not on this phone yet; it opens when there is a network. All tasks are under “Tasks”, nearest first.', none: 'The grids are not on this phone yet', noneHint: 'Open it once with a network; later it works without.', again: 'Try again',
    layers: 'Show', tasks: 'Tasks', reports: 'My reports', sources: 'High-risk sources', here: 'Back to where I am', noHere: 'No position',
    task: 'Open the task', report: 'See its progress', source: 'See the source', newReport: 'Report here', away: '{d} from me', several: '{n} tasks here', own: 'My grid',
    inGrid: '{tasks} tasks · {sources} high-risk sources in this grid', waiting: 'Waiting to be sent', high: 'high risk',
  },
}
