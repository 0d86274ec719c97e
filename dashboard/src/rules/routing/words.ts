// Words of the tab of routing.
import type { Locale, Words } from '@shared/i18n'

export const routingTabWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '派遣规则', text: '自上而下逐条比对，第一条符合的决定主办和协办；都不符合时按类别的默认部门。城市自己的职责清单写在这里。', readOnly: '由市系统管理员维护，您可以查看和试派。',
    add: '新增规则', edit: '修改', remove: '删除', removeSure: '确定删除“{name}”？', on: '启用', off: '停用', broken: '已失效', up: '上移', down: '下移', drag: '拖动排序；选中后按 Alt+↑ Alt+↓ 移动', all: '不限', empty: '还没有规则，全部按类别的默认部门派遣',
    by: '{name} 修改于 {at}', system: '系统', moved: '顺序已保存', saved: '规则已保存', removed: '规则已删除', lead: '主办', assist: '协办', sameAs: '与“{name}”相同',
    when: { title: '什么时候用', categories: '类别', divisions: '辖区', premises: '场所', sources: '来源', hours: '每天', days: '每年', working: '工作时间', during: '只在工作时间', outside: '只在工作时间以外', any: '不限', from: '从', to: '到', always: '不限条件' },
    target: { title: '派给谁', kind: '一类部门', unit: '一个部门', same: '与另一条相同', level: '级别', town: '镇街', district: '区', city: '市', assist: '协办的部门类别' },
    form: { name: '名称', reason: '理由（写给办案的人看）', active: '启用', save: '保存', pick: '添加…', add: '添加', code: '区划代码，如 350211103', none: '不限', drop: '去掉 {name}' },
    try: { title: '试派', text: '一件什么事、在哪里、什么时候，会派到哪里，为什么。只试不办，不留记录。', category: '类别', premises: '场所', source: '来源', at: '时间', go: '试一试', pick: '在地图上点一个地点', result: '派到', desk: '由派遣中心承接', duties: '属地 {place} · 行业 {industry}', border: '离{town}不到 50 米，两个工作站都看得到', none: '不填', unknown: '尚未明确' },
    rulings: { title: '裁定先例', text: '两次退回后由协调员裁定，裁定即成先例。', search: '搜理由、类别、部门、案号', nothing: '没有符合的先例', none: '还没有裁定', more: '更早的' },
  },
  en: {
    title: 'Routing', text: 'Rules are tried from the top; the first that holds says who leads and who assists. Without one the category’s own unit leads.', readOnly: 'Kept by the city’s administrators; you can read and try them.',
    add: 'New rule', edit: 'Edit', remove: 'Delete', removeSure: 'Delete “{name}”?', on: 'On', off: 'Off', broken: 'Broken', up: 'Move up', down: 'Move down', drag: 'Drag to sort; Alt+↑ Alt+↓ moves the focused one', all: 'any', empty: 'No rules yet: every category goes to its own unit',
    by: '{name} changed it {at}', system: 'The system', moved: 'Order saved', saved: 'Rule saved', removed: 'Rule deleted', lead: 'leads', assist: 'assist', sameAs: 'Same as “{name}”',
    when: { title: 'When it holds', categories: 'Categories', divisions: 'Divisions', premises: 'Premises', sources: 'Sources', hours: 'Daily', days: 'Yearly', working: 'Working time', during: 'Opening hours only', outside: 'Outside opening hours only', any: 'Any', from: 'from', to: 'to', always: 'Always' },
    target: { title: 'Where it leads', kind: 'A kind of unit', unit: 'One unit', same: 'Same as another', level: 'Level', town: 'Town', district: 'District', city: 'City', assist: 'Kinds that assist' },
    form: { name: 'Name', reason: 'Reason (shown on the case)', active: 'On', save: 'Save', pick: 'Add…', add: 'Add', code: 'Division code, such as 350211103', none: 'any', drop: 'Drop {name}' },
    try: { title: 'Sandbox', text: 'What, where and when: where would it go, and why? Nothing is kept.', category: 'Category', premises: 'Premises', source: 'Source', at: 'Time', go: 'Try', pick: 'Mark a place on the map', result: 'Goes to', desk: 'Taken on by the dispatch centre', duties: 'Ground {place} · trade {industry}', border: 'Less than 50 metres from {town}: both stations read it', none: 'not said', unknown: 'not known' },
    rulings: { title: 'Precedents', text: 'After two returns a coordinator rules; the ruling is kept as a precedent.', search: 'Reason, category, unit, number', nothing: 'No precedent found', none: 'Nothing has been ruled yet', more: 'Earlier ones' },
  },
}
