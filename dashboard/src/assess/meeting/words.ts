// 周例会的用语。
import type { Locale, Words } from '@shared/i18n'
import { useOwnWords } from '@shared/ownWords'

const meetingWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '周例会', of: '{town} {community} 周例会', week: '{from} 至 {to}', asOf: '数据截至 {at}', loading: '正在准备材料…',
    draft: '草稿', signed: '已签发', none: '还没有准备', signedBy: '{name} 于 {at} 签发', seal: '校验码 {hash}', sealHelp: '签发时对整份材料算出的校验码，记在账本里；改动任何一个字都会对不上',
    refresh: '更新数据', refreshed: '数据已更新', present: '放映', print: '打印', pdf: 'PDF', excel: 'Excel', back: '返回',
    saved: '已保存', saving: '正在保存…', conflict: '材料刚被改过，已换成最新的',
    jump: '跳到', nothing: '没有', noRanks: '还没有已公示的季度', more: '再看 {n} 行', less: '收起', rows: '{n} 行不展示', leftOut: '另有 {n} 行没有列出', definition: '口径',
    hide: '不展示', show: '展示', hideRow: '这一行不展示：{what}', showRow: '重新展示这一行：{what}', hidden: '这一部分不展示', up: '上移：{what}', down: '下移：{what}', note: '说明', noteFor: '{what}的说明', noteHint: '给这一部分写一句说明（可不写）', addNote: '写说明',
    verbs: { case: '盯住办结', source: '去现场看' }, give: '交办', giveFor: '就这一行交办：{what}', turn: '轮到 {who}', openCase: '打开案件 {what}', openSource: '打开污染源 {what}',
    grid: '网格', counts: { came_in: '新来', settled: '办结', late: '超期', came_back: '又发生', unseen: '源没看', gaps: '五定缺', promises: '旧账' },
    cases: { dock: '案例', title: '一好一差两个案例', hint: '从建议里各点一个，会上看照片说事。不点也可以签发。', good: '好案例', bad: '要改进的案例', choose: '选它', chosen: '已选', drop: '不要了', none: '这一周没有合适的', note: '为什么说它（可不写）', noPhotos: '没有可以展示的照片' },
    review: { dock: '讲评', title: '讲评', hint: '讲三句话：好在哪，差在哪，这一周盯什么。', empty: '没有写讲评', label: '讲评内容' },
    items: { dock: '交办 {n}', title: '交办事项', hint: '签发后发给承办人，逾期会提醒，没办完的带到下次例会。', none: '还没有交办', add: '记一件事', words: '要做什么', owner: '由谁办', ownerHint: '输入网格、姓名或部门', due: '到期日', save: '记下', cancel: '取消', drop: '去掉', dropped: '已去掉', pick: '请从列表里选一个承办的', grids: '网格', people: '人员', units: '单位',
      in: '{n} 天内', dueOn: '{day}到期', late: '已过期', doneOn: '{name} {at}报完成', doneLate: '（晚了）', state: { planned: '待签发', open: '在办', done: '已完成', withdrawn: '已撤回' } },
    sign: { dock: '签发', go: '签发', title: '签发这份材料', text: '签发后材料保持现在的样子，不能再改；要补充可以另写说明。', list: '展示 {parts} 个部分，{items} 件事交办出去。', noReview: '还没有写讲评。', noItems: '没有交办事项。', confirm: '确认签发', done: '已签发，交办事项已发给承办人', busy: '正在签发…' },
    supplement: { title: '补充说明', hint: '签发后的补充写在这里，原材料不变。', add: '添加补充', label: '补充内容', done: '已添加', none: '没有补充' },
    mine: { title: '交办给我的', open: '{n} 件在办', none: '没有例会交办给您的事', finish: '报完成', result: '办得怎么样（会给总网格长看）', photo: '附一张照片（可不附）', send: '报完成', sending: '正在报…', done: '已报完成', returned: '退回原因：{text}', from: '{place}，{week}那一周的例会', withdraw: '撤回', reason: '撤回原因', withdrawn: '已撤回', giveBack: '退回', backReason: '退回原因', gaveBack: '已退回', proof: '办理结果：{text}' },
    list: { title: '各社区例会', of: '{n} 个社区，已签发 {signed} 个', search: '找社区', head: '总网格长 {name}', vacant: '总网格长空缺', open: '在办 {n} 件', late: '过期 {n} 件', unsigned: '只看没签发的', none: '辖区内没有社区', noneLeft: '都签发了', look: '看材料', own: '打开我的材料', before: '上一周', after: '下一周', thisWeek: '最近一周', early: '还没有准备：周一早上自动备好，总网格长打开时也会备好' },
    slide: { of: '第 {n} 张，共 {all} 张', previous: '上一张', next: '下一张', close: '退出放映', summary: '本周概况', clear: '这几项没有', thanks: '散会，辛苦了', more: '（{n}/{all}）', agreed: '今天定下的事', keys: '← → 翻页，Esc 退出' },
    simulated: '模拟数据', page: '各网格按名称列出，不排名；比率看 12 周，名次只看已公示的季度。',
  },
  en: {
    title: 'Weekly meeting', of: '{town} {community} weekly meeting', week: '{from} to {to}', asOf: 'As of {at}', loading: 'Preparing the pack…',
    draft: 'Draft', signed: 'Signed off', none: 'Not prepared', signedBy: 'Signed off by {name}, {at}', seal: 'Seal {hash}', sealHelp: 'Made over the whole document at the sign-off and kept in the ledger; changing one letter breaks it',
    refresh: 'Update facts', refreshed: 'Facts updated', present: 'Present', print: 'Print', pdf: 'PDF', excel: 'Excel', back: 'Back',
    saved: 'Saved', saving: 'Saving…', conflict: 'The pack was changed meanwhile; this is the newest',
    jump: 'Jump to', nothing: 'None', noRanks: 'No quarter has been published yet', more: '{n} more', less: 'Fewer', rows: '{n} rows not shown', leftOut: '{n} more rows are not listed', definition: 'Definition',
    hide: 'Do not show', show: 'Show', hideRow: 'Do not show this row: {what}', showRow: 'Show this row again: {what}', hidden: 'This part is not shown', up: 'Move up: {what}', down: 'Move down: {what}', note: 'Note', noteFor: 'Note on {what}', noteHint: 'A sentence on this part (optional)', addNote: 'Add a note',
    verbs: { case: 'See it settled', source: 'Go and look' }, give: 'Assign', giveFor: 'Assign an action on: {what}', turn: 'Turn of {who}', openCase: 'Open case {what}', openSource: 'Open source {what}',
    grid: 'Grid', counts: { came_in: 'New', settled: 'Settled', late: 'Late', came_back: 'Came back', unseen: 'Unseen sources', gaps: 'Gaps', promises: 'Promises' },
    cases: { dock: 'Cases', title: 'One good and one bad case', hint: 'Choose one of each; the meeting looks at the photos. You can sign off without.', good: 'Good case', bad: 'Case to learn from', choose: 'Choose', chosen: 'Chosen', drop: 'Remove', none: 'None fits this week', note: 'Why this one (optional)', noPhotos: 'No photos that may be shown' },
    review: { dock: 'Review', title: 'Review', hint: 'Three sentences: what went well, what did not, what to watch this week.', empty: 'No review was written', label: 'Review' },
    items: { dock: 'Actions {n}', title: 'Actions', hint: 'Sent to their owners with the sign-off, reminded when late, carried to the next meeting while open.', none: 'No actions yet', add: 'Add an action', words: 'What to do', owner: 'Owner', ownerHint: 'Grid, name or department', due: 'Due', save: 'Add', cancel: 'Cancel', drop: 'Remove', dropped: 'Removed', pick: 'Please choose an owner from the list', grids: 'Grids', people: 'People', units: 'Units',
      in: 'in {n} days', dueOn: 'due {day}', late: 'Late', doneOn: 'Done: {name}, {at}', doneLate: ' (late)', state: { planned: 'With sign-off', open: 'Open', done: 'Done', withdrawn: 'Withdrawn' } },
    sign: { dock: 'Sign off', go: 'Sign off', title: 'Sign this pack off', text: 'After the sign-off the pack stays as it is now; anything later is a supplement.', list: '{parts} parts are shown, {items} actions go out.', noReview: 'There is no review yet.', noItems: 'There are no actions.', confirm: 'Sign off now', done: 'Signed off; the owners were told', busy: 'Signing off…' },
    supplement: { title: 'Supplements', hint: 'What is added after the sign-off; the pack itself stays.', add: 'Add a supplement', label: 'Supplement', done: 'Added', none: 'None' },
    mine: { title: 'Assigned to me', open: '{n} open', none: 'No meeting has assigned anything to you', finish: 'Tell it is done', result: 'What was done (the community head reads it)', photo: 'A photo (optional)', send: 'Done', sending: 'Sending…', done: 'Told as done', returned: 'Returned: {text}', from: '{place}, meeting on the week of {week}', withdraw: 'Withdraw', reason: 'Reason', withdrawn: 'Withdrawn', giveBack: 'Return', backReason: 'Why it is returned', gaveBack: 'Returned', proof: 'Result: {text}' },
    list: { title: 'Meetings of communities', of: '{n} communities, {signed} signed off', search: 'Find a community', head: 'Head: {name}', vacant: 'No head', open: '{n} open', late: '{n} late', unsigned: 'Only those not signed off', none: 'No communities here', noneLeft: 'All are signed off', look: 'Open', own: 'Open my pack', before: 'Week before', after: 'Week after', thisWeek: 'Latest week', early: 'Not prepared: it is made early on Monday, or when the head opens it' },
    slide: { of: 'Slide {n} of {all}', previous: 'Previous', next: 'Next', close: 'Leave', summary: 'The week', clear: 'Nothing of these', thanks: 'Thank you', more: ' ({n}/{all})', agreed: 'Agreed today', keys: '← → to turn, Esc to leave' },
    simulated: 'Simulated data', page: 'Grids by name, never ranked by the week; rates over 12 weeks, ranks from the published quarter alone.',
  },
}

export const useMeetingWords = () => useOwnWords(meetingWords)
