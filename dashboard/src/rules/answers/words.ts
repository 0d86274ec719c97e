import type { Locale, Words } from '@shared/i18n'

export const templateWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '答复用语', about: '办到这一步时，先给出一段文字，经办人改好再发。大括号里的内容按案件自动填入；没有的会写明“待填”。', add: '添一段', edit: '修改', off: '已停用', all: '全部类别', empty: '还没有用语', readOnly: '由市级系统管理员修改', changed: '{who} {when} 改', seed: '系统默认',
    action: { 'check-pass': '答复（核查通过）', close: '反馈（结案）', decline: '不予受理', 'ask-reporter': '询问反映人' },
    form: { action: '用在哪一步', category: '类别', name: '名称', text: '文字', insert: '插入', active: '启用', preview: '预览（虚构的案件）', unknown: '没有这个可填项：{name}', save: '保存', saved: '已保存', missing: '请填名称和文字' },
  },
  en: {
    title: 'Texts', about: 'At this step a text is offered to begin with; the officer edits it before it goes out. Braces are filled in from the case; what is not known says so.', add: 'Add a text', edit: 'Edit', off: 'Off', all: 'All categories', empty: 'No texts yet', readOnly: 'Changed by administrators of the city', changed: '{who}, {when}', seed: 'Default',
    action: { 'check-pass': 'Answer (check passed)', close: 'Feedback (closing)', decline: 'Declining', 'ask-reporter': 'Asking the reporter' },
    form: { action: 'For which step', category: 'Category', name: 'Name', text: 'Text', insert: 'Insert', active: 'In use', preview: 'Preview (an invented case)', unknown: 'Nothing stands for {name}', save: 'Save', saved: 'Saved', missing: 'Name and text are needed' },
  },
}
