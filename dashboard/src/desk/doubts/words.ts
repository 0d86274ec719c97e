// 存疑与盲查用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '存疑', intro: '系统提出的问题，不是结论。请看过后核定，并写明依据；核定只记录，不改变案件。', none: '没有待核的存疑', noneText: '照片、时间、地点有疑点时会出现在这里。', noneDone: '还没有核定过的',
    tab: { open: '待核', accepted: '成立', dismissed: '排除' }, openCount: '{n} 处待核', accept: '成立', dismiss: '排除', note: '依据', noteHint: '看到了什么，问过谁，为什么这样认定', send: '核定', sending: '正在提交…', cancel: '取消', more: '再列一些',
    decided: '{who}核定为{verdict}：{note}', other: '另一案件', person: '涉及 {name}', this: '本照片', that: '对比照片', notMine: '与本人有关，由他人核定',
    code: {} as Record<string, string>,
    recheck: { title: '盲查', entry: '盲查任务', intro: '随机抽中的已办结案件，请到场看一看现在的情况。不告诉您原来的结论，请只写您看到的。', none: '没有等您的盲查', noneText: '系统随机抽取，抽中后会出现在这里。', due: '{at} 前', look: '看什么', result: '现在的情况', solved: '问题已解决', partly: '部分解决', unsolved: '问题仍在', no_access: '无法进入', note: '看到的情况', photos: '照片（不进入案件，只给核定的人看）', send: '提交', waiting: '已抽中盲查，等待其他网格复看', done: '{who}盲查：{result}', differs: '与首次结论不同', same: '与首次结论一致' },
  },
  en: {
    title: 'Doubts', intro: 'Questions that the system asks, no findings. Look, decide and say why; a verdict is kept and changes nothing in the case.', none: 'No open doubts', noneText: 'What is questionable about a photo, a time or a place shows here.', noneDone: 'None decided yet',
    tab: { open: 'Open', accepted: 'Upheld', dismissed: 'Dismissed' }, openCount: '{n} open', accept: 'Holds', dismiss: 'Dismiss', note: 'Why', noteHint: 'What you saw, whom you asked, why', send: 'Decide', sending: 'Sending…', cancel: 'Cancel', more: 'More',
    decided: '{who}: {verdict}. {note}', other: 'Other case', person: 'Concerns {name}', this: 'this photo', that: 'compared with', notMine: 'Concerns you: somebody else decides',
    code: { reused: 'Photo used again', similar: 'Very similar photo', unchanged: 'Before and after are one photo', far: 'Taken far away', early: 'Taken too early', future: 'Taken after it was sent', clock: 'Wrong clock of the phone', speed: 'Implausible speed', cluster: 'Reports and handles the same trifles', differs: 'Second look differs' } as Record<string, string>,
    recheck: { title: 'Second look', entry: 'Second looks', intro: 'Settled cases drawn by lot. Go and say what you see now; you are not told what was found before.', none: 'No second look waits for you', noneText: 'They are drawn by lot and show here.', due: 'by {at}', look: 'What to look for', result: 'What it is like now', solved: 'Solved', partly: 'Partly solved', unsolved: 'Still there', no_access: 'No access', note: 'What you saw', photos: 'Pictures (outside the case, for those who answer for the evidence)', send: 'Send', waiting: 'Drawn for a second look by another grid', done: 'Second look by {who}: {result}', differs: 'Differs from the first result', same: 'Agrees with the first result' },
  },
}

export const useDoubtWords = () => useOwnWords(words)

/** Posts that see doubts; the server keeps the same list and has the last word. */
export const ANSWERING = ['station_head', 'coordinator', 'assessor', 'leader', 'auditor']
