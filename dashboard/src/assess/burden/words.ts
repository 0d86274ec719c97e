// The words of 基层负担.
import type { Locale, Words } from '@shared/i18n'

export const burdenWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '基层负担', intro: '数一数系统向镇街和网格要了什么：填多少、拍多少、重复要了几次、清单外派了什么。只数要求，不统计任何人的时间，也不计入任何得分。',
    month: '月份', running: '本月还没有过完', asOf: '截至 {at}', total: '{n} 个镇街合计', before: '上月 {n}', cases: '收到案件 {n} 件', open: '看{town}的{measure}是怎么来的',
    definition: '怎么数', none: '没有可看的镇街', noneText: '基层负担由镇街、区、市的负责人查看', all: '全部数字', download: '下载表格', district: '区', town: '镇街', casesHead: '收到案件', file: '基层负担',
    items: { title: '{town} · {measure}', total: '合计 {n} {unit}', none: '这个月没有', more: '只列前 {n} 条', goes: '打开' }, lower: '比上月少 {n}', higher: '比上月多 {n}', same: '与上月持平',
  },
  en: {
    title: 'Burden', intro: 'What the system asked of towns and grids: fields, pictures, repeated demands, tasks outside the duty list. Only demands are counted; nobody’s time is measured and no score depends on it.',
    month: 'Month', running: 'This month is still running', asOf: 'as of {at}', total: '{n} towns together', before: 'last month {n}', cases: '{n} cases came in', open: 'Where {measure} of {town} comes from',
    definition: 'How it is counted', none: 'No towns to look at', noneText: 'Read by those who lead in towns, districts and the city', all: 'All figures', download: 'Download', district: 'District', town: 'Town', casesHead: 'Cases', file: 'burden',
    items: { title: '{town} · {measure}', total: '{n} {unit} in all', none: 'Nothing this month', more: 'The first {n} are listed', goes: 'Open' }, lower: '{n} fewer than last month', higher: '{n} more than last month', same: 'as last month',
  },
}
