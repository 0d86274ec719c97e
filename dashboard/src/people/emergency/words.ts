// 应急用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '应急状态', begin: '进入应急状态', calm: '没有进行中的应急', calmText: '台风、溢油、传染病等情形下，由区或市的领导、网格长启动；启动后普通时限停走，应急编组集结。', since: '{at} 开始', by: '{name} 启动',
    until: '计划到 {at}', over: '计划结束{late}', turn: '该由 {who} 结束', reason: '事由', end: '结束应急', endBusy: '正在结束…', past: '以往应急', ran: '{from} – {to}', showPutOff: '推后清单', district: '区',
    sums: { called: '已召集', received: '已收到', arrived: '已到场', empty: '空缺', complete: '{n}/{of} 个社区到齐', people: '{n} 人', seats: '{n} 个岗位' },
    teams: { title: '应急编组', find: '找社区或人', only: '只看没到齐的', none: '都到齐了', noneText: '没有符合的社区。', missing: '差 {n} 人', complete: '到齐', empty: '空缺 {n}', nobody: '空缺，无人代岗', for: '代 {name}', more: '再看 {n} 个社区' },
    mark: { received: '收到', arrived: '到场', markReceived: '记为收到', markArrived: '记为到场', at: '{at} {what}', called: '尚未回应' },
    mine: { title: '我的集结', where: '到 {community} 集合', role: '岗位：{role}', standsIn: '代 {name}', received: '收到', arrived: '到场', receivedAt: '已收到 · {at}', arrivedAt: '已到场 · {at}', done: '已到场，听从现场指挥。', busy: '正在报告…' },
    beginForm: {
      title: '进入应急状态', district: '哪个区', name: '名称', nameExample: '例如：台风三级应急响应', reason: '事由', reasonExample: '依据哪份通知、什么情况', until: '计划结束', where: '召集哪些社区', all: '全区社区', some: '选镇街', check: '下一步：核对', back: '返回修改', go: '现在进入应急状态', going: '正在启动…',
      missing: { title: '请写名称', reason: '请写事由', until: '请填计划结束时间，须在现在之后', communities: '请至少选一个镇街', district: '请选择区' }, loadingTowns: '正在取社区…',
      will: '确认后立即生效：', clocks: '普通案件的时限停走，结束后顺延', confirms: '普通上报不再派网格员核实，巡查暂停；紧急案件照常', calls: '召集应急编组 {n} 人，逐人记录收到、到场时间；一人在几个社区有岗的，各社区分别点名', callsSome: '召集 {n} 个社区的应急编组，逐人记录收到、到场时间', banner: '市民、工作台、指挥屏都会看到公告', rosters: '值班表对各级打开', ledger: '谁、何时、为什么启动，记入账本', begun: '已进入应急状态：召集 {called} 人，{paused} 个时限停走',
    },
    endForm: { title: '结束应急', text: '结束后普通时限恢复，停走的时间全部补回，并列出推后的案件。', note: '结束说明', example: '例如：响应解除，现场清理完毕', go: '结束应急', missing: '请写几句说明', ended: '应急已结束' },
    putOff: { of: '「{title}」推后的案件', number: '编号', stage: '环节', before: '原时限', after: '现时限', by: '推后 {time}', same: '未变', still: '应急中，尚未恢复', none: '没有推后的案件', noneText: '这次应急没有停走任何时限。', more: '更多', close: '收起清单' },
  },
  en: {
    title: 'Emergency', begin: 'Begin an emergency', calm: 'No emergency is running', calmText: 'In a typhoon, a spill or an outbreak the leaders or grid heads of a district or the city begin it: ordinary clocks stop, the teams gather.', since: 'since {at}', by: 'begun by {name}',
    until: 'planned until {at}', over: 'planned end {late}', turn: '{who} should end it', reason: 'Reason', end: 'End the emergency', endBusy: 'Ending…', past: 'Past emergencies', ran: '{from} – {to}', showPutOff: 'What was put off', district: 'District',
    sums: { called: 'Called', received: 'Received', arrived: 'Arrived', empty: 'Empty seats', complete: '{n} of {of} communities complete', people: '{n}', seats: '{n}' },
    teams: { title: 'Emergency teams', find: 'Community or person', only: 'Only incomplete teams', none: 'Everybody is there', noneText: 'No such community.', missing: '{n} missing', complete: 'Complete', empty: '{n} empty', nobody: 'Empty, nobody stands in', for: 'for {name}', more: '{n} more communities' },
    mark: { received: 'Received', arrived: 'Arrived', markReceived: 'Mark received', markArrived: 'Mark arrived', at: '{what} {at}', called: 'No answer yet' },
    mine: { title: 'My call', where: 'Gather at {community}', role: 'As {role}', standsIn: 'for {name}', received: 'Received', arrived: 'I am here', receivedAt: 'Received · {at}', arrivedAt: 'Arrived · {at}', done: 'You have arrived. Follow the command on site.', busy: 'Reporting…' },
    beginForm: {
      title: 'Begin an emergency', district: 'District', name: 'Title', nameExample: 'e.g. Typhoon response level III', reason: 'Reason', reasonExample: 'Which notice, what situation', until: 'Planned end', where: 'Which communities', all: 'All of the district', some: 'Choose towns', check: 'Next: check', back: 'Back', go: 'Begin the emergency now', going: 'Beginning…',
      missing: { title: 'Give it a title', reason: 'Give the reason', until: 'Give a planned end after now', communities: 'Choose a town', district: 'Choose a district' }, loadingTowns: 'Loading communities…',
      will: 'At once:', clocks: 'Clocks of ordinary cases stop and go on afterwards', confirms: 'Members no longer confirm ordinary reports, patrols stop; urgent cases go on', calls: '{n} people of the emergency teams are called; received and arrived is recorded for each, in every community where they have a post', callsSome: 'The teams of {n} communities are called; received and arrived is recorded for each', banner: 'Citizens, desks and boards see the notice', rosters: 'Rosters open to all levels', ledger: 'Who began it, when and why goes into the ledger', begun: 'The emergency has begun: {called} called, {paused} clocks stopped',
    },
    endForm: { title: 'End the emergency', text: 'Ordinary clocks go on with all the time they lost; what was put off is listed.', note: 'Closing note', example: 'e.g. Response lifted, site cleared', go: 'End the emergency', missing: 'Write a sentence', ended: 'The emergency has ended' },
    putOff: { of: 'Put off by “{title}”', number: 'Case', stage: 'Stage', before: 'Was due', after: 'Now due', by: 'by {time}', same: 'unchanged', still: 'still standing', none: 'Nothing was put off', noneText: 'This emergency stopped no clock.', more: 'More', close: 'Close the list' },
  },
}

export const useEmergencyWords = () => useOwnWords(words)
