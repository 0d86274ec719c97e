// 环节按期率用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '环节按期', days: '近 {n} 天到期的环节', open: '看分项', none: '这些天没有到期的环节', few: '样本不足', kept: '{kept}/{n}', late: '超期 {n}', first: '按最初时限 {rate}', exempt: '免计 {n}', extended: '延期 {n}', on_hold: '挂账 {n}', asOf: '截至 {time}',
    by: { stage: '环节', division: '下级区划', department: '部门' }, all: '全部', lateOf: '{name} · 超期', back: '返回分项', empty: '没有超期的环节', unit: '{unit} · {stage}', due: '限 {at}', ended: '{at} 完成', running: '还没有完成', more: '更多',
  },
  en: {
    title: 'Stages on time', days: 'stages due in the last {n} days', open: 'Details', none: 'No stage fell due in these days', few: 'too few', kept: '{kept}/{n}', late: '{n} late', first: 'by first due time {rate}', exempt: '{n} exempt', extended: '{n} extended', on_hold: '{n} suspended', asOf: 'as of {time}',
    by: { stage: 'Stage', division: 'Areas below', department: 'Department' }, all: 'All', lateOf: '{name} · late', back: 'Back', empty: 'No late stage', unit: '{unit} · {stage}', due: 'due {at}', ended: 'done {at}', running: 'not done yet', more: 'More',
  },
}

export const useStageWords = () => useOwnWords(words)
