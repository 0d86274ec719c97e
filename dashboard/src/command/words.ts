// What the board says.
import type { Locale, Words } from '@shared/i18n'

export const words: Record<Locale, Words> = {
  'zh-CN': {
    title: '{city}环保网格', pageTitle: '指挥大屏 · 网格哨',
    signIn: { title: '厦门市环保网格 · 指挥大屏', text: '领导和调度人员登录后查看本辖区的实时态势。' },
    labels: { simulated: '模拟数据', schematic: '示意边界' },
    noArea: { title: '这个账号没有可看的辖区', text: '请联系管理员核对岗位。' },
    scope: { whole: '全市', path: '当前范围', down: { district: '选择区', town: '选择镇街', street_grid: '选择网格' }, root: '辖区', count: '{districts} 区 {towns} 镇街 {grids} 网格', countTowns: '{towns} 镇街 {grids} 网格', countGrids: '{grids} 网格' },
    live: { live: '实时', connecting: '正在连接', 'catching-up': '正在补齐', offline: '正在重连', refused: '已断开', asOf: '数据截至 {time}' },
    tools: { wall: '大屏模式', leaveWall: '退出大屏模式', full: '全屏', leaveFull: '退出全屏', light: '浅色', dark: '深色', signOut: '退出登录' },
    stock: {
      title: '未办结', total: '{n} 件', late: '超期 {n}', noLate: '无超期',
      asOf: '截至 {time}', flow: { discover: '今日新增 {n}', handle: '今日派遣 {n}', evaluate: '今日处置完成 {n}', feedback: '今日结案 {n}' },
      titles: { stock: '{phase}阶段未办结', today: '{phase} · 今日', late: '{phase} · 超期', state: '{phase} · {state}', all: '未办结', allLate: '超期未办结' },
    },
    due: { title: '超期在谁', units: '按等待的单位筛选', near: '临近时限', all: '全部 {n} 件', none: '没有超期', noneText: '所有未办结事项都在时限之内。', waits: '等', stage: '{stage}' },
    newest: { title: '最新上报', note: '随手拍与巡查', none: '还没有上报', noneText: '有人上报时，这里立即出现。', people: '{n} 人反映', noPhoto: '无照片', announced: '新上报：{what}，{where}' },
    trend: { title: '近 {n} 天', reported: '上报', closed: '结案', table: '看表格', chart: '看图', date: '日期', todayReported: '今日上报', todayClosed: '今日结案', sum: '{date}：上报 {reported} 件，结案 {closed} 件', label: '每日上报与结案件数', part: '今日未满', none: '还没有数据' },
    map: {
      label: '网格地图，{scope}。用「网格列表」可以不用鼠标查看同样的内容。', metric: '着色指标',
      metrics: { density: '未办结密度', open: '未办结', late: '超期' },
      scale: { density: '每平方公里未办结件数', open: '每个网格未办结件数', late: '每个网格超期件数' },
      zoomIn: '放大', zoomOut: '缩小', whole: '回到全图', list: '网格列表', failed: '地图打不开', failedText: '浏览器不支持 WebGL，或地图没有加载完。网格列表仍然可用。',
      partial: '仅绘最新 {n} 件', thinned: '放大可见更多点', new: '新上报', legend: '图例', late: '超期', drawing: '正在绘制地图…',
    },
    area: { code: '编码', open: '未办结', late: '超期', density: '每平方公里', size: '面积', cases: '{n} 件', none: '0 件', enter: '进入 {name}', close: '关闭', listTitle: '{name} · 未办结', lateTitle: '{name} · 超期', km2: '{n} km²' },
    areas: { title: '网格列表', find: '按名称或编码查找', name: '网格', show: '在地图上看 {name}', none: '没有符合的网格', only: '只看有未办结的' },
    list: { count: '共 {n} 件', loaded: '已显示 {n} 件', more: '再显示 {n} 件', end: '已全部显示', empty: '没有符合的案件', emptyText: '这个数字现在是 0。', definition: '口径', back: '返回名单' },
    case: {
      title: '案件', place: '地点', grid: '网格', reported: '上报', department: '主办', turn: '轮到', due: '时限', noDue: '不计时', why: '派遣依据', deadline: '时限依据',
      before: '处置前', after: '处置后', site: '现场', noBefore: '上报时没有照片', noAfter: '还没有处置后照片', description: '反映内容', answer: '答复', feedback: '反馈', ratings: '评价', solved: { yes: '已解决', partly: '部分解决', no: '没有解决' }, satisfaction: '满意度 {n}/5',
      timeline: '经过', showOnMap: '在地图上看', assist: '协办', noEvents: '还没有记录', orders: '督办与批示', orderDue: '限 {time}',
    },
  },
  en: {
    title: 'Xiamen environmental grid', pageTitle: 'Live board · GridWhistle',
    signIn: { title: 'Xiamen environmental grid · live board', text: 'Leaders and dispatchers see their own area after signing in.' },
    labels: { simulated: 'Simulated', schematic: 'Schematic borders' },
    noArea: { title: 'This account has no area to show', text: 'Please ask the administrator about its posts.' },
    scope: { whole: 'Whole city', path: 'Current area', down: { district: 'District…', town: 'Town…', street_grid: 'Grid…' }, root: 'Area', count: '{districts} districts, {towns} towns, {grids} grids', countTowns: '{towns} towns, {grids} grids', countGrids: '{grids} grids' },
    live: { live: 'Live', connecting: 'Connecting', 'catching-up': 'Catching up', offline: 'Reconnecting', refused: 'Disconnected', asOf: 'As of {time}' },
    tools: { wall: 'Wall mode', leaveWall: 'Leave wall mode', full: 'Full screen', leaveFull: 'Leave full screen', light: 'Light', dark: 'Dark', signOut: 'Sign out' },
    stock: {
      title: 'Open', total: '{n} cases', late: '{n} late', noLate: 'None late',
      asOf: 'As of {time}', flow: { discover: '{n} new today', handle: '{n} dispatched today', evaluate: '{n} handled today', feedback: '{n} closed today' },
      titles: { stock: '{phase}: open', today: '{phase}: today', late: '{phase}: late', state: '{phase}: {state}', all: 'Open cases', allLate: 'Late cases' },
    },
    due: { title: 'Late: whose turn', units: 'Filter by the unit waited for', near: 'Due soon', all: 'All {n}', none: 'Nothing is late', noneText: 'Every open case is within its limit.', waits: 'Waits for', stage: '{stage}' },
    newest: { title: 'Newest reports', note: 'Citizens and patrols', none: 'No reports yet', noneText: 'A report shows here the moment it is made.', people: '{n} reports', noPhoto: 'No photo', announced: 'New report: {what}, {where}' },
    trend: { title: 'Last {n} days', reported: 'Reported', closed: 'Closed', table: 'Table', chart: 'Chart', date: 'Date', todayReported: 'Reported today', todayClosed: 'Closed today', sum: '{date}: {reported} reported, {closed} closed', label: 'Cases reported and closed per day', part: 'today so far', none: 'No data yet' },
    map: {
      label: 'Map of the grids, {scope}. The grid list shows the same without a mouse.', metric: 'Colour by',
      metrics: { density: 'Open per km²', open: 'Open', late: 'Late' },
      scale: { density: 'Open cases per km²', open: 'Open cases per grid', late: 'Late cases per grid' },
      zoomIn: 'Zoom in', zoomOut: 'Zoom out', whole: 'Whole area', list: 'Grid list', failed: 'The map cannot be shown', failedText: 'WebGL is missing or the map did not load. The grid list still works.',
      partial: 'Newest {n} only', thinned: 'Zoom in for more points', new: 'New report', legend: 'Legend', late: 'Late', drawing: 'Drawing the map…',
    },
    area: { code: 'Code', open: 'Open', late: 'Late', density: 'Per km²', size: 'Area', cases: '{n}', none: '0', enter: 'Go to {name}', close: 'Close', listTitle: '{name}: open', lateTitle: '{name}: late', km2: '{n} km²' },
    areas: { title: 'Grid list', find: 'Find by name or code', name: 'Grid', show: 'Show {name} on the map', none: 'No such grid', only: 'Only with open cases' },
    list: { count: '{n} in all', loaded: '{n} shown', more: 'Show {n} more', end: 'All shown', empty: 'No cases', emptyText: 'This figure is 0 now.', definition: 'Definition', back: 'Back to the list' },
    case: {
      title: 'Case', place: 'Place', grid: 'Grid', reported: 'Reported', department: 'Lead', turn: 'Turn', due: 'Due', noDue: 'No clock', why: 'Routing', deadline: 'Time limit',
      before: 'Before', after: 'After', site: 'Site', noBefore: 'Reported without a photo', noAfter: 'No photo after handling yet', description: 'Report', answer: 'Answer', feedback: 'Feedback', ratings: 'Ratings', solved: { yes: 'Solved', partly: 'Partly solved', no: 'Not solved' }, satisfaction: 'Satisfaction {n}/5',
      timeline: 'What happened', showOnMap: 'Show on the map', assist: 'Assist', noEvents: 'Nothing recorded yet', orders: 'Orders', orderDue: 'due {time}',
    },
  },
}
