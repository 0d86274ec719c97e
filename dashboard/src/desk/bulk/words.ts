// Words of steps on many cases at once.
import type { Locale, Words } from '@shared/i18n'

export const bulkWords: Record<Locale, Words> = {
  'zh-CN': {
    choose: '多选', chooseHint: '多选（x 选中，Shift+点击选一段）', row: '选中 {what}', bar: '对选中的案件', chosen: '已选 {n} 件', clear: '取消选择', most: '一次最多 {n} 件',
    dispatch: '批量派遣', merge: '批量并案', dispatchNone: '选中的案件里没有已立案待派遣的', mergeNone: '并案要选两件以上立案前后的案件',
    dispatchTitle: '派遣 {n} 件', suggested: '按各自的建议部门', suggestedText: '每件派给派遣规则建议的牵头部门', one: '都派给同一部门', left: '另有 {n} 件不在“已立案”，不派',
    mergeTitle: '把 {n} 件并成一件', main: '主案', mainText: '其余案件并入主案，反映人随主案得到答复', note: '说明（可不填）', go: '派遣', goMerge: '并案', sending: '正在办理…',
    dispatched: '已派遣 {n} 件', merged: '已并案 {n} 件', undo: '全部撤销', undone: '已撤销 {n} 件', undoneSome: '已撤销 {n} 件，{m} 件已被签收或改动，没有撤销', failed: '{n} 件没有办成', failedText: '其余已办好，下面这些请单独处理', open: '打开',
  },
  en: {
    choose: 'Select', chooseHint: 'Select several (x, Shift-click for a range)', row: 'Select {what}', bar: 'For the selected cases', chosen: '{n} selected', clear: 'Clear', most: 'At most {n} at once',
    dispatch: 'Dispatch all', merge: 'Merge', dispatchNone: 'None of the selected cases waits for dispatch', mergeNone: 'Select two or more cases that nobody has been sent for',
    dispatchTitle: 'Dispatch {n} cases', suggested: 'Each to its suggested unit', suggestedText: 'Every case goes to the lead that the routing rules suggest', one: 'All to one unit', left: '{n} more are not waiting for dispatch and stay',
    mergeTitle: 'Merge {n} cases into one', main: 'Main case', mainText: 'The others join it; their reporters are answered there', note: 'Note (optional)', go: 'Dispatch', goMerge: 'Merge', sending: 'Working…',
    dispatched: '{n} dispatched', merged: '{n} merged', undo: 'Undo all', undone: '{n} taken back', undoneSome: '{n} taken back, {m} were signed for or changed and stay', failed: '{n} were not taken', failedText: 'The others are done; please look at these one by one', open: 'Open',
  },
}
