// Words of routing, parties, borders, sources and precedents beside a case.
import type { Locale, Words } from '@shared/i18n'

export const routingWords: Record<Locale, Words> = {
  'zh-CN': {
    why: '为什么派到这里', hide: '收起', desk: '由{name}派遣中心承接', by: '依据：{name}', noRules: '没有别的规则',
    outcome: { holds: '符合', skipped: '不符', off: '停用', broken: '失效' },
    parties: {
      title: '四方责任', place: '属地', industry: '行业', enterprise: '企业', person: '当事人', unknown: '尚未明确，先确定地点', none: '未登记', hidden: '已登记（姓名仅承办单位可见）',
      add: '登记', name: '名称或姓名', save: '登记', remove: '撤下 {name}', premises: '场所', noPremises: '未填写', sealed: '姓名不进账本，可依法删除',
    },
    border: { title: '边界案件', text: '离{town}不到 50 米，两个工作站都能看到。协调员裁定前由先收到的办理，时限照走。', keep: '归{town}', rule: '裁定归属', done: '已裁定归{town}' },
    source: { title: '来源地', here: '未另定，按发生地办理', elsewhere: '来自{place}：处置按来源地评，答复按发生地评', set: '确定来源地', change: '更改', text: '问题从别处来（如上游排口、邻区工地）时，在地图上点出源头。', go: '确定', done: '来源地已记下' },
    rulings: { title: '类似的裁定', none: '没有类似的先例', units: '争议单位', decided: '裁给', all: '查全部先例' },
  },
  en: {
    why: 'Why does it go here?', hide: 'Fold', desk: 'Taken on by the dispatch centre of {name}', by: 'By: {name}', noRules: 'No other rule',
    outcome: { holds: 'holds', skipped: 'does not hold', off: 'off', broken: 'broken' },
    parties: {
      title: 'Four parties', place: 'Ground', industry: 'Trade', enterprise: 'Enterprise', person: 'Person', unknown: 'Not known: find the place first', none: 'Nobody named', hidden: 'Named (shown to those who work on the case)',
      add: 'Name', name: 'Name', save: 'Save', remove: 'Remove {name}', premises: 'Premises', noPremises: 'Not said', sealed: 'Names never enter the ledger and can be erased',
    },
    border: { title: 'At a border', text: 'Less than 50 metres from {town}: both stations read it. Until the coordinator rules the first keeps it and its clock runs on.', keep: '{town} has it', rule: 'Rule', done: 'Ruled: {town}' },
    source: { title: 'Source', here: 'None of its own: handled where it is felt', elsewhere: 'From {place}: handling is judged there, the answer here', set: 'Say where it comes from', change: 'Change', text: 'When the matter comes from elsewhere (an outfall upstream, a site next door) mark its source on the map.', go: 'Save', done: 'Source kept' },
    rulings: { title: 'Similar rulings', none: 'No similar precedent', units: 'Disputed between', decided: 'Decided', all: 'All precedents' },
  },
}
