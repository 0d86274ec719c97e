// 时限用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '时限', used: '已用 {used} / {limit}', working: '（工作时间）', due: '期限 {at}', first: '原定 {at}', warn: '预警 {at}（用去八成）', short: '{used} / {limit}',
    kept: '按时', late: '超时', isLate: '已超时', runs: '进行中', stands: '{at} 起暂停', over: '{at} {action}', waits: '等反映人，不算谁的超时',
    exempt: '不计入考核：{why}', why: '怎么算的', steps: '分段时限', done: '{at} {who}完成', open: '未完成', urgent: '按规定紧急：{why}',
    happened: { pause: '{from} 至 {to} 暂停：{note}', extension: '{from} 批准延期 {note}', retimed: '{from} 因日历调整重算', recategorised: '{from} 改类 {note}，时限不变' },
  },
  en: {
    title: 'Deadlines', used: '{used} of {limit} used', working: ' (working time)', due: 'due {at}', first: 'first {at}', warn: 'warning {at} (four fifths used)', short: '{used} of {limit}',
    kept: 'kept', late: 'late', isLate: 'late now', runs: 'running', stands: 'stands since {at}', over: '{at} {action}', waits: 'waits for the reporter, nobody is late',
    exempt: 'Counts for nobody: {why}', why: 'How it was counted', steps: 'Steps of the handling', done: 'done {at} {who}', open: 'open', urgent: 'Urgent by rule: {why}',
    happened: { pause: 'stood {from} to {to}: {note}', extension: '{from} extended by {note}', retimed: '{from} counted anew, the calendar changed', recategorised: '{from} other category {note}, the limit stays' },
  },
}

export const useStageWords = () => useOwnWords(words)
