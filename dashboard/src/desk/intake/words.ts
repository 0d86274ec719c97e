// Words of intake at the desk: what lies near, wishes, files of other systems, law enforcement.
import type { Locale, Words } from '@shared/i18n'

export const intakeWords: Record<Locale, Words> = {
  'zh-CN': {
    near: { title: '附近正在办理', none: '{n} 米内没有正在办理的案件', waiting: '标出地点后，这里显示附近正在办理的案件', metres: '{n} 米', reports: '{n} 次反映', same: '是同一件事', chosen: '登记后并入这件', undo: '不是', open: '打开', other: '类别不同，登记后请在案件里并案' },
    premises: '场所', premisesNone: '未说明',
    wish: '诉求（对方希望怎么办）', wishExample: '例如：希望晚上十点后停工，办结后电话告知',
    joined: '已并入 {number}，两位反映人都会收到反馈', notJoined: '没有并入：{why}。请在案件里并案',
    files: '整批导入来文、导出回复',
    told: { title: '补充回答', wish: '诉求', when: '{at} 的反映' },
    law: {
      title: '移送执法', days: '移送后 {n} 天', today: '今天移送', waiting: '还没有回传', get: '下载移送包', send: '送往执法平台', sent: '已送出，回执 {receipt}', simulated: '接口为模拟',
      sure: '移送包含案情、账本和照片，不含反映人身份。取用会记入账本。',
    },
    sheet: '打印案件单（PDF）',
  },
  en: {
    near: { title: 'Open cases close by', none: 'No open case within {n} m', waiting: 'Mark the place to see open cases close by', metres: '{n} m', reports: '{n} reports', same: 'It is the same', chosen: 'Will be joined to this one', undo: 'It is not', open: 'Open', other: 'Another category: merge them in the case afterwards' },
    premises: 'Premises', premisesNone: 'Not said',
    wish: 'What the caller wishes for', wishExample: 'For instance: no work after ten at night, a call when it is done',
    joined: 'Joined to {number}; both reporters will hear of it', notJoined: 'Not joined: {why}. Merge them in the case',
    files: 'Take in items by file, hand out replies',
    told: { title: 'Further answers', wish: 'Wish', when: 'Report of {at}' },
    law: {
      title: 'Law enforcement', days: '{n} days since the hand-over', today: 'Handed over today', waiting: 'nothing came back yet', get: 'Hand-over package', send: 'Send to the platform', sent: 'Sent, receipt {receipt}', simulated: 'The interface is simulated',
      sure: 'The package holds the case, its ledger and pictures, never who reported. Taking it is kept in the ledger.',
    },
    sheet: 'Case sheet (PDF)',
  },
}
