import type { Locale, Words } from '@shared/i18n'

export const words: Record<Locale, Words> = {
  'zh-CN': {
    title: '情况答复', pageTitle: '情况答复 · 网格哨', asked: '{unit}请贵单位答复', until: '{when} 前有效，只能提交一次', kind: '反映的问题', place: '地点', at: '坐标 {lat}，{lon}', evidence: '工作站现场照片', noEvidence: '工作站暂无可供查看的现场照片',
    standard: '结案时会看', form: '您的答复', done: '属实，已整改', doneHint: '请写明做了什么，附整改后的照片或单据', denied: '不属实', deniedHint: '请写明理由，能附证明更好。否认的，工作站会监测或另派人到现场看，再作认定', text: '说明', photos: '附照片（最多 9 张，已选 {n} 张）', drop: '移除 {name}',
    go: '提交答复', going: '正在提交 {n}%', once: '提交后不能修改', need: { reply: '请选一项', text: '请写说明', photo: '“{name}”不能识别，未加入' },
    state: { answered: '已收到您的答复', answeredHint: '感谢配合。工作站会核对，结果依程序处理。', revoked: '这条链接已被收回', expired: '这条链接已过期', over: '这件事已经办结，不再需要答复', hint: '如需补充，请联系发给您链接的单位。', missing: '链接不完整', missingHint: '请从收到的消息里重新打开整条链接。' },
    reply: { done: '属实，已整改', denied: '不属实' }, secret: '本页只显示地点、类别和工作站自己的照片，不含任何反映人的信息。', number: '编号 {n}',
  },
  en: {
    title: 'Your answer', pageTitle: 'Your answer · GridWhistle', asked: '{unit} asks you to answer', until: 'Open until {when}; can be sent once', kind: 'The matter', place: 'Place', at: 'Position {lat}, {lon}', evidence: 'Photos of the station', noEvidence: 'The station has no photos to show yet',
    standard: 'What will be looked at', form: 'Your answer', done: 'True, put right', doneHint: 'Say what was done; add photos or papers', denied: 'Not true', deniedHint: 'Say why, with proof if you have any. The station will measure, or send another person, before it decides', text: 'Explanation', photos: 'Photos (up to 9, {n} chosen)', drop: 'Remove {name}',
    go: 'Send', going: 'Sending {n}%', once: 'It cannot be changed afterwards', need: { reply: 'Choose one', text: 'Write an explanation', photo: '“{name}” cannot be read and was left out' },
    state: { answered: 'Your answer is here', answeredHint: 'Thank you. The station looks into it.', revoked: 'This link was taken back', expired: 'This link has expired', over: 'The matter is settled; no answer is needed', hint: 'To add something, contact whoever sent you the link.', missing: 'The link is not complete', missingHint: 'Open the whole link again from the message that you got.' },
    reply: { done: 'True, put right', denied: 'Not true' }, secret: 'This page shows place, kind and the station’s own photos, and nothing of any reporter.', number: 'Reference {n}',
  },
}
