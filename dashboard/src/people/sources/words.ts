// 污染源与巡查用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    coverage: '高风险污染源按期看过', of: '{n} 处中 {seen} 处', none: '这里没有登记高风险污染源', definition: '口径', asOf: '截至 {at}', missing: '看还没按期看的', below: '各处', waters: '海域',
    find: '名称、经营单位、编号或地址', kind: '类别', allKinds: '全部类别', risk: '风险', allRisks: '全部风险', state: '巡查', allStates: '全部', states: { late: '超过间隔', never: '还没看过', covered: '按期看过', uncovered: '没有按期看过' }, closed: '已停用',
    add: '登记污染源', files: '导入导出', plan: '巡查间隔', empty: '没有符合的污染源', emptyText: '换一个条件，或在上一级看。', first: '这里还没有登记污染源', firstText: '可以逐个登记，也可以用表格导入。', more: '再看一些', shown: '已列出 {n} 处',
    name: '名称', where: '网格', operator: '经营单位', last: '上次到访', due: '应看', never: '还没看过', overdue: '过期 {n} 天', every: '每 {n} 天', risks: { high: '高', medium: '中', low: '低' }, simulated: '模拟',
    card: { code: '编号', address: '地址', place: '位置', from: '启用', to: '停用', external: '外部编号', interval: '巡查间隔', setBy: '由{name}定', byDefault: '系统默认', visits: '到访记录', noVisits: '还没有人来过', cases: '附近的案件（150 米内，30 天）', edit: '修改', advice: '首次劝导', told: '告知：{who}', late: '离线记下，{n} 分钟后上传', skewed: '手机时钟不准，已更正', notice: '看告知书', hide: '收起' },
    form: { add: '登记污染源', edit: '修改 · {name}', go: '保存', lon: '经度', lat: '纬度', place: '位置（点地图，或填经纬度）', code: '编号', codeHint: '不填则自动编号', from: '启用日', to: '停用日', toHint: '填了就不再排进巡查', saved: '已保存 {name}', missing: '请填写', pick: '请在地图上点出位置' },
    plans: { title: '巡查间隔 · {name}', text: '最多隔几天看一次。格子里是现在执行的天数；加框的是本级自己定的，改为空则按上一级。', save: '保存', saved: '已改 {n} 项，应看日期随之更新', from: '{name}定', byDefault: '默认', readonly: '由本镇街站长、本区协调员或系统管理员修改。' },
  },
  en: {
    coverage: 'High-risk sources seen in time', of: '{seen} of {n}', none: 'No high-risk source is registered here', definition: 'Definition', asOf: 'As of {at}', missing: 'List those not seen in time', below: 'By area', waters: 'Waters',
    find: 'Name, operator, number or address', kind: 'Kind', allKinds: 'All kinds', risk: 'Risk', allRisks: 'All risks', state: 'Rounds', allStates: 'All', states: { late: 'Overdue', never: 'Never seen', covered: 'Seen in time', uncovered: 'Not seen in time' }, closed: 'Closed ones',
    add: 'Enter a source', files: 'Import, export', plan: 'Intervals', empty: 'No such source', emptyText: 'Try another filter, or look one level up.', first: 'No sources are registered here', firstText: 'Enter them one by one, or import a table.', more: 'More', shown: '{n} listed',
    name: 'Name', where: 'Grid', operator: 'Operator', last: 'Last visit', due: 'To be seen', never: 'never', overdue: '{n} days overdue', every: 'every {n} days', risks: { high: 'High', medium: 'Medium', low: 'Low' }, simulated: 'simulated',
    card: { code: 'Number', address: 'Address', place: 'Place', from: 'In use from', to: 'Closed on', external: 'External number', interval: 'Interval', setBy: 'set by {name}', byDefault: 'system default', visits: 'Visits', noVisits: 'Nobody has been here yet', cases: 'Cases near by (150 m, 30 days)', edit: 'Change', advice: 'First advice', told: 'Told: {who}', late: 'Kept offline, sent {n} minutes later', skewed: 'The phone’s clock was off; corrected', notice: 'Show the notice', hide: 'Hide' },
    form: { add: 'Enter a source', edit: 'Change · {name}', go: 'Save', lon: 'Longitude', lat: 'Latitude', place: 'Place (click the map, or type)', code: 'Number', codeHint: 'Numbered by itself when empty', from: 'In use from', to: 'Closed on', toHint: 'With a day here it is visited no more', saved: '{name} is saved', missing: 'Please fill in', pick: 'Click the place on the map' },
    plans: { title: 'Intervals · {name}', text: 'At most so many days between two visits. A frame marks what this level set itself; empty it to follow the level above.', save: 'Save', saved: '{n} changed; due days follow', from: 'set by {name}', byDefault: 'default', readonly: 'Changed by the station head, the district’s coordinator or an administrator.' },
  },
}

export const useSourceWords = () => useOwnWords(words)
