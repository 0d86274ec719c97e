// 并案建议与关联用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '可能是同一件事', more: '还有 {n} 件不太像的', less: '收起', score: '相似度 {n} 分，满分 100', here: '本案', there: '对方', noPhoto: '没有照片', people: '{n} 人反映', metres: '约 {n} 米',
    merge: '并案', merging: '正在并案…', merged: '已并入 {number}', open: '打开', link: '关联', linkAs: '与 {number} 的关系', how: '按距离、时间、类别、照片、文字打分，只是建议，由人决定。',
    links: '关联案件', end: '解除', by: '{who}标记',
    out: { duplicate_of: '重复于', part_of: '属于', recurs: '复发自', related: '相关' }, back: { duplicate_of: '被重复', part_of: '包含', recurs: '后又复发', related: '相关' },
    kind: { duplicate_of: '重复', part_of: '属于其中一部分', recurs: '复发', related: '相关' },
    declined: '附近同类问题不予受理过', reason: '理由：{reason}', barred: '前一件由您不予受理，本件须由另一人受理。', other: '本件由另一人受理，不由前一件的决定人办理。',
    recurrence: '第 {n} 次复发',
  },
  en: {
    title: 'Perhaps the same matter', more: '{n} more that are less alike', less: 'Less', score: 'Likeness {n} of 100', here: 'this case', there: 'the other', noPhoto: 'no photo', people: '{n} reports', metres: 'about {n} m',
    merge: 'Merge', merging: 'Merging…', merged: 'Merged into {number}', open: 'Open', link: 'Link', linkAs: 'How it relates to {number}', how: 'Scored by distance, time, kind, photo and words. Only a suggestion; a person decides.',
    links: 'Linked cases', end: 'Unlink', by: 'marked by {who}',
    out: { duplicate_of: 'duplicate of', part_of: 'part of', recurs: 'recurrence of', related: 'related' }, back: { duplicate_of: 'duplicated by', part_of: 'contains', recurs: 'came back as', related: 'related' },
    kind: { duplicate_of: 'Duplicate', part_of: 'Part of it', recurs: 'Recurrence', related: 'Related' },
    declined: 'The same kind of problem was declined near here', reason: 'Reason: {reason}', barred: 'You declined the earlier one; this case is triaged by somebody else.', other: 'This case is triaged by somebody other than who declined the earlier one.',
    recurrence: 'Recurrence no. {n}',
  },
}

export const useLikenessWords = () => useOwnWords(words)
