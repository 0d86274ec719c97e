// Words of the tab 受理: extra questions, items of other systems, law enforcement.
import type { Locale, Words } from '@shared/i18n'

export const tabWords: Record<Locale, Words> = {
  'zh-CN': {
    questions: '各类问题的补充提问', about: '每件只问一次，市民页和工作台都问，离线也问；反映人可以不答，回答与反映内容一样封存。', add: '加一个问题', readOnly: '由系统管理员设置', empty: '还没有补充提问', off: '已停用',
    edit: '修改', kind: { choice: '选择', text: '文字', number: '数字', 'yes-no': '是否' }, seed: '（本系统默认）', loading: '正在载入',
    form: {
      add: '加一个问题', edit: '修改问题', category: '类别', kind: '题型', text: '问题（中文）', textEn: '问题（英文）', unit: '单位', position: '顺序', active: '在用', save: '保存',
      choices: '选项，每行一个：代码 = 中文 | 英文', example: 'noon = 午市 | Midday', choicesHint: '至少两个；代码用字母、数字和连字符，存下后不要再改', fixed: '已有的问题不能改类别和题型，可停用后另立一题', need: '请写下问题', needChoices: '至少两个选项，每行写成“代码 = 中文”',
      saved: '已保存，新的反映从现在起按此提问',
    },
    preview: '反映人看到的样子',
  },
  en: {
    questions: 'Extra questions by category', about: 'Asked once, on the reporter’s page and at the desk, also without signal; nobody has to answer, and answers are sealed like the words.', add: 'Add a question', readOnly: 'Set by the administrators', empty: 'No extra questions yet', off: 'Off',
    edit: 'Edit', kind: { choice: 'Choice', text: 'Words', number: 'Number', 'yes-no': 'Yes or no' }, seed: ' (default)', loading: 'Loading',
    form: {
      add: 'Add a question', edit: 'Edit the question', category: 'Category', kind: 'Kind', text: 'Question (Chinese)', textEn: 'Question (English)', unit: 'Unit', position: 'Order', active: 'In use', save: 'Save',
      choices: 'Choices, one a line: code = Chinese | English', example: 'noon = 午市 | Midday', choicesHint: 'Two at least; codes of letters, digits and hyphens stay as they are', fixed: 'Category and kind stay: switch it off and add another one instead', need: 'Write the question', needChoices: 'Two choices at least, each as "code = words"',
      saved: 'Saved: new reports are asked this from now on',
    },
    preview: 'As reporters see it',
  },
}
