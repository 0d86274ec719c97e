// 大屏上的吹哨用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '吹哨 · 应哨', board: '吹哨台', running: '进行中 {n}', late: '超时 {n}', none: '现在没有进行中的哨', open: '看吹哨台', more: '还有 {n} 哨', back: '进行中的哨',
    kind: { emergency: '紧急', enforcement: '执法', key_work: '重点' }, clock: { answer: '应哨', arrive: '到场', report: '报结果' },
    state: { called: '待应哨', taken: '已应哨', arrived: '已到场', reported: '已报结果', declined: '不接哨', passed: '已转吹', withdrawn: '已撤回' },
    of: '{kept} / {n}', noN: '样本为 0', band: '常见 {low}–{high}%', period: '{first} 至 {last} 的哨 · {n} 哨 · 截至 {time}', list: '看名单', empty: '没有符合的哨', emptyText: '这个数字现在是 0。', next: '更早的', definition: '口径',
    figure: { answer: '应哨率', arrive: '到场及时率', done: '办结率', unreasonable: '不合理哨率', town: '镇街应哨率', rate: '吹哨率' },
  },
  en: {
    title: 'Whistles', board: 'Whistle board', running: '{n} running', late: '{n} late', none: 'No whistle runs now', open: 'Open the whistle board', more: '{n} more', back: 'Running whistles',
    kind: { emergency: 'Emergency', enforcement: 'Enforcement', key_work: 'Key work' }, clock: { answer: 'answer', arrive: 'on site', report: 'result' },
    state: { called: 'No answer yet', taken: 'Answered', arrived: 'On site', reported: 'Result told', declined: 'Declined', passed: 'Passed on', withdrawn: 'Withdrawn' },
    of: '{kept} of {n}', noN: 'nothing to count', band: 'usual {low}–{high}%', period: 'Whistles from {first} to {last} · {n} in all · as of {time}', list: 'List', empty: 'No such whistle', emptyText: 'This figure is 0 now.', next: 'Earlier', definition: 'Definition',
    figure: { answer: 'Answered in time', arrive: 'On site in time', done: 'Finished', unreasonable: 'Unreasonable', town: 'Towns answered in time', rate: 'Whistles per case' },
  },
}

export const useWhistleWords = () => useOwnWords(words)
