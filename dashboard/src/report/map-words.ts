import type { Locale, Words } from '@shared/i18n'

export const mapWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '大家反映的问题', days: '近 {n} 天反映的案件，{when} 更新', blurred: '住宅等场所的位置已模糊；照片经工作站审核后才公开', failed: '地图打不开，下面是最新的案件', none: '这一带没有公开的案件', noneHint: '移动或缩小地图看看别处',
    inView: '地图范围内 {n} 件', more: '只显示最新的 {n} 件，放大地图可看到其余的', reported: '{day} 反映', closed: '{day} 办结', people: '{n} 人反映', noPhoto: '还没有公开的照片', report: '我也要反映', show: '再显示 {n} 件', simulated: '模拟数据', legend: '图例', near: '到我附近',
  },
  en: {
    title: 'What people report', days: 'Cases of the last {n} days, as of {when}', blurred: 'Homes and the like are shown blurred; photos only after the station released them', failed: 'The map does not open; here are the newest cases', none: 'No public cases around here', noneHint: 'Move the map or zoom out',
    inView: '{n} in view', more: 'Only the newest {n} are shown; zoom in for the others', reported: 'reported {day}', closed: 'settled {day}', people: '{n} reports', noPhoto: 'No released photo yet', report: 'Report a problem', show: 'Show {n} more', simulated: 'Simulated', legend: 'Legend', near: 'Around me',
  },
}
