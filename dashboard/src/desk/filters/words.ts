// Words of filters that somebody sets and keeps.
import type { Locale, Words } from '@shared/i18n'

export const filterWords: Record<Locale, Words> = {
  'zh-CN': {
    group: '我的筛选', open: '筛选', title: '筛选案件', any: '不限', state: '状态', category: '类别', source: '来源', clock: '时限', late: '已超期', warning: '临期', stock: '是否办结', running: '未办结', ended: '已办结',
    reported: '上报日期', closed: '结案日期', words: '包含文字', wordsExample: '两个字以上，如 油烟、集美大道', here: '只看本岗位的范围：{place}', show: '查看列表', reset: '清空条件', nothing: '请至少选一个条件',
    name: '存为我的筛选（只有自己看得到）', nameExample: '例如：本周临期的餐饮油烟', save: '保存', saved: '已保存“{name}”', drop: '删去筛选“{name}”', dropped: '已删去“{name}”', undo: '撤销',
  },
  en: {
    group: 'My filters', open: 'Filter', title: 'Filter cases', any: 'Any', state: 'State', category: 'Category', source: 'Source', clock: 'Deadline', late: 'Overdue', warning: 'Due soon', stock: 'Open or ended', running: 'Open', ended: 'Ended',
    reported: 'Reported on', closed: 'Closed on', words: 'Containing', wordsExample: 'two characters or more', here: 'Within this post: {place}', show: 'Show the list', reset: 'Clear', nothing: 'Choose at least one condition',
    name: 'Keep it as my filter (nobody else sees it)', nameExample: 'e.g. catering fumes due this week', save: 'Save', saved: 'Kept “{name}”', drop: 'Drop the filter “{name}”', dropped: 'Dropped “{name}”', undo: 'Undo',
  },
}
