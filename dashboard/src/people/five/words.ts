// 五定用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '五定齐全', of: '{n} 个网格中 {complete} 个齐全', allDone: '全部网格五定齐全', allDoneText: '区域、人员、职责、任务、奖惩都已确定。', asOf: '截至 {at}', sheet: '导出 CSV', definition: '口径',
    what: { area: '定区域', people: '定人员', duties: '定职责', tasks: '定任务', rewards: '定奖惩' }, short: { area: '区', people: '人', duties: '责', tasks: '任', rewards: '奖' },
    lack: '缺 {n}', none: '齐', filter: '按所缺筛选', town: '镇街', allTowns: '全部镇街', find: '网格名、编码或责任人', complete: '也列出齐全的', shown: '{n} 个网格', nothing: '没有符合的网格', nothingText: '换一个条件试试。', more: '再看 {n} 个',
    turn: '轮到', standsIn: '代 {name}', noTurn: '没有找到责任人', open: '查看网格', fixed: '已定 {n}/5', yes: '已定', no: '未定', okay: '五定齐全',
  },
  en: {
    title: 'Five fixes complete', of: '{complete} of {n} grids complete', allDone: 'All grids are complete', allDoneText: 'Area, people, duties, tasks and rewards are fixed.', asOf: 'As of {at}', sheet: 'Export CSV', definition: 'Definition',
    what: { area: 'Area', people: 'People', duties: 'Duties', tasks: 'Tasks', rewards: 'Rewards' }, short: { area: 'A', people: 'P', duties: 'D', tasks: 'T', rewards: 'R' },
    lack: '{n} lack it', none: 'complete', filter: 'By what is missing', town: 'Town', allTowns: 'All towns', find: 'Grid, code or person', complete: 'List complete ones too', shown: '{n} grids', nothing: 'No such grid', nothingText: 'Try another filter.', more: '{n} more',
    turn: 'Turn', standsIn: 'for {name}', noTurn: 'Nobody in charge was found', open: 'Open grid', fixed: '{n} of 5 fixed', yes: 'fixed', no: 'not fixed', okay: 'Complete',
  },
}

export const useFiveWords = () => useOwnWords(words)
