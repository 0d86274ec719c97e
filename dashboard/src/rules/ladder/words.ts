// 催办阶梯用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '催办阶梯', text: '每个环节的时限用到哪一步，提醒谁。每一级对一次时限只发一次；夜间的普通提醒早上送达，紧急案件不等；岗位空缺时送上一级，并写明。有专门阶梯的环节不用“一般环节”的。',
    version: '第 {n} 版', readOnly: '由系统管理员更改。', add: '加一级', edit: '改', drop: '删去', off: '停用', on: '启用', isOff: '已停用', to: '→ {name}',
    changed: '有未保存的更改', save: '保存，立即生效', saving: '正在保存…', undo: '放弃更改', saved: '已保存，正在运行的时限按新的阶梯催办',
    effect: '已经发过的不再发；新加的一级若已经过了时间，每个案件只补发最高的一级。', stale: '别人刚改过，已换成最新的，请再改一次',
    form: {
      new: '加一级', edit: '改一级', stage: '环节', when: '什么时候', amount: '多少', unit: '单位', to: '提醒谁', name: '名称', text: '怎么说', textHint: '{stage} 会换成环节，{due} 会换成到期时间；不写人名、电话和案情。', ok: '好', percent: '用到时限的百分比（100 为到期，150 为超期一半）', before: '到期前多久', after: '超期多久',
      example: '样子：', missing: '请填写', units: { natural_hours: '小时', working_hours: '工作时', working_days: '工作日', natural_days: '天' },
    },
    blank: { stage: '〔环节〕', due: '〔到期时间〕' }, sample: { stage: '处置', due: '11月23日 17:30' }, percentOf: '用到时限的 {n}%', atDue: '到期时', over: '超期达时限的 {n}%', beforeDue: '到期前 {n} {unit}', afterDue: '超期 {n} {unit}',
  },
  en: {
    title: 'Reminder ladder', text: 'Who hears of what when so much of a limit is used. Each rung is sent once for each clock; at night what can wait waits, urgent cases do not; an empty post passes it upwards and says so. A stage with rungs of its own does not use the general ones.',
    version: 'Version {n}', readOnly: 'Changed by administrators.', add: 'Add a rung', edit: 'Edit', drop: 'Remove', off: 'Switch off', on: 'Switch on', isOff: 'off', to: '→ {name}',
    changed: 'Changes not saved', save: 'Save, at once in force', saving: 'Saving…', undo: 'Discard', saved: 'Saved; running clocks follow the new ladder',
    effect: 'What was sent is not sent again; of new rungs that are overdue each case gets only the highest.', stale: 'Somebody else was faster; this is the newest now, please change it again',
    form: {
      new: 'Add a rung', edit: 'Edit a rung', stage: 'Stage', when: 'When', amount: 'How much', unit: 'Unit', to: 'Who hears it', name: 'Name', text: 'What it says', textHint: '{stage} becomes the stage, {due} the due time; no names, numbers or details.', ok: 'Done', percent: 'percent of the limit (100 = due, 150 = half over)', before: 'before the due time', after: 'after the due time',
      example: 'Reads:', missing: 'Please fill in', units: { natural_hours: 'hours', working_hours: 'working hours', working_days: 'working days', natural_days: 'days' },
    },
    blank: { stage: '[stage]', due: '[due time]' }, sample: { stage: 'Handle', due: '23 Nov 17:30' }, percentOf: '{n}% of the limit used', atDue: 'at the due time', over: '{n}% over the limit', beforeDue: '{n} {unit} before', afterDue: '{n} {unit} over',
  },
}

export const useLadderWords = () => useOwnWords(words)
