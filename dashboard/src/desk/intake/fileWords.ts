// Words of the files that other systems send and get.
import type { Locale, Words } from '@shared/i18n'

export const fileWords: Record<Locale, Words> = {
  'zh-CN': {
    columns: '第一行写列名（* 必填）：', choose: '选择文件，或拖到这里', kinds: 'Excel（.xlsx）或 CSV，最多 5 MB', reading: '正在查看文件',
    refused: { kind: '只接收 .xlsx 和 .csv 文件', large: '文件超过 5 MB', empty: '文件是空的' },
    wrong: '有 {n} 处问题，改好后再选一次；现在什么都没有写入', mistakes: '问题列表', row: '行', column: '列', value: '内容', reason: '问题', more: '还有 {n} 处', apply: '写入 {n} 件',
    items: {
      title: '12345、督察、专项检查的来文', tab: '来文与回复', text: '同一编号就是同一件：再次导入时，期限更早的以早的为准，新的内容记入案件，其余不变。',
      said: '共 {rows} 件：新增 {new}，有变化 {changed}，已有 {same}', done: '已写入：新增 {new} 件，更新 {changed} 件，{same} 件没有变化',
    },
    replies: { title: '回复', text: '按来文编号导出办理状态、答复、反馈和时间，可直接交回来文方。', from: '收件从', to: '到', source: '来源', all: '全部来源', span: '请选择起止日期' },
    law: { title: '执法结果回传', text: '结果写：立案、不立案、处罚决定、执行完毕。', said: '{n} 条可以登记', done: '已登记 {n} 条' },
    figures: { title: '移送执法', oldest: '最早一件已等 {n} 天', asOf: '截至 {at}', none: '没有移送的案件' },
  },
  en: {
    columns: 'Names in the first row (* required): ', choose: 'Choose a file or drop it here', kinds: 'Excel (.xlsx) or CSV, 5 MB at most', reading: 'Looking through the file',
    refused: { kind: 'Only .xlsx and .csv files', large: 'The file is larger than 5 MB', empty: 'The file is empty' },
    wrong: '{n} mistakes: mend them and choose the file again; nothing was written', mistakes: 'Mistakes', row: 'Row', column: 'Column', value: 'Value', reason: 'Reason', more: '{n} more', apply: 'Take in {n}',
    items: {
      title: 'Items of 12345, supervision and inspections', tab: 'Items and replies', text: 'One number is one case: handed in again, the earlier limit rules, new words are kept, all else stays.',
      said: '{rows} items: {new} new, {changed} changed, {same} known', done: 'Taken in: {new} new, {changed} changed, {same} as they were',
    },
    replies: { title: 'Replies', text: 'State, answer, feedback and times by their own numbers, ready to be handed back.', from: 'Received from', to: 'to', source: 'Source', all: 'All sources', span: 'Choose both days' },
    law: { title: 'Back from law enforcement', text: 'Results: 立案, 不立案, 处罚决定, 执行完毕.', said: '{n} can be entered', done: '{n} entered' },
    figures: { title: 'With law enforcement', oldest: 'The oldest has waited {n} days', asOf: 'as of {at}', none: 'Nothing was handed over' },
  },
}
