// 吹哨与应哨用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '吹哨', waiting: '等我办', open: '进行中', all: '全部', show: '显示', empty: '没有等您办的哨', emptyText: '部门被吹哨、镇街要评价、区里要裁定的，都会出现在这里。', none: '没有这样的哨', noneText: '换一个页签看看。', more: '更早的',
    kind: { emergency: '紧急哨', enforcement: '执法哨', key_work: '重点工作哨' },
    part: { town: '镇街', lead: '主办', assist: '协办' },
    state: { called: '待应哨', taken: '已应哨', arrived: '已到场', reported: '已报结果', declined: '不接哨', passed: '已转吹', withdrawn: '已撤回' },
    clock: { answer: '应哨', arrive: '到场', report: '报结果' }, by: '{what}期限 {at}', late: '迟了',
    from: '{unit} {role} {name} 吹哨 · {at}', chain: '由网格的哨转吹', chained: '已转吹给部门', units: '{n} 个单位', reminded: '已催 {n} 次',
    done: { answered: '应哨', arrived: '到场', reported: '报结果' }, result: '结果：{name}', declined: '不接：{name}',
    rated: '应哨评价：{stars}', star: { attendance: '到场', attitude: '态度', outcome: '结果' }, points: '{n} 分',
    judged: { reasonable: '部门评：这一哨合理', unreasonable: '部门评：这一哨不合理' },
    contest: { open: '有异议，等区里裁定', upheld: '异议不成立，维持', overturned: '异议成立，撤销' },
    topic: { decline: '对不接哨', rating: '对应哨评价', judgement: '对“不合理”' },
    act: { answer: '应哨', decline: '不接哨', 'pass-on': '转吹给部门', arrive: '登记到场', report: '报结果', rate: '评价', withdraw: '撤回', call: '加吹单位', 'contest:decline': '不同意“不接”', 'contest:rating': '对评价有异议', 'contest:judgement': '不同意“不合理”', 'rule:decline': '裁定“不接”', 'rule:rating': '裁定评价', 'rule:judgement': '裁定“不合理”' },
    form: {
      why: '不接的理由', text: '说明', textNeeded: '请写明情况', lead: '主办部门', assist: '协办部门', units: '加吹的单位', place: '附上我现在的位置', locating: '正在定位…', denied: '没有定位，不附也可以', located: '已附位置',
      result: '结果', results: { solved: '已解决', partly: '部分解决', unsolved: '未解决' }, whether: '这一哨', judgement: { reasonable: '合理', unreasonable: '不合理' },
      ruling: '裁定', rulings: { upheld: '维持', overturned: '撤销' }, rulingHint: { decline: '维持：可以不接。撤销：应当应哨，到场和报结果从裁定时重新计时。', rating: '撤销后这次评分不再计。', judgement: '撤销后不计入不合理哨。' },
      send: '提交', sending: '正在提交…', cancel: '取消', missing: '请填写', optional: '可不填',
    },
    team: '应急编组', teamCount: '已收到 {received} · 已到场 {arrived} / {called}', seatEmpty: '空岗', heard: '已收到', there: '已到场', quiet: '尚未回应', openCase: '打开案件', find: '在哨里找',
  },
  en: {
    title: 'Whistles', waiting: 'Waiting for me', open: 'Running', all: 'All', show: 'Show', empty: 'No whistle waits for you', emptyText: 'What calls your unit, what the town has to rate and the district to rule shows here.', none: 'No such whistle', noneText: 'Try another tab.', more: 'Earlier',
    kind: { emergency: 'Emergency', enforcement: 'Enforcement', key_work: 'Key work' },
    part: { town: 'Town', lead: 'Lead', assist: 'Assist' },
    state: { called: 'No answer yet', taken: 'Answered', arrived: 'On site', reported: 'Result told', declined: 'Declined', passed: 'Passed on', withdrawn: 'Withdrawn' },
    clock: { answer: 'answer', arrive: 'on site', report: 'result' }, by: '{what} by {at}', late: 'late',
    from: '{unit} {role} {name} · {at}', chain: 'Passed on from a grid', chained: 'Passed on to departments', units: '{n} units', reminded: 'reminded {n}×',
    done: { answered: 'Answered', arrived: 'On site', reported: 'Result' }, result: 'Result: {name}', declined: 'Declined: {name}',
    rated: 'Answer rated: {stars}', star: { attendance: 'presence', attitude: 'attitude', outcome: 'result' }, points: '{n}/5',
    judged: { reasonable: 'The unit finds it reasonable', unreasonable: 'The unit finds it unreasonable' },
    contest: { open: 'contested, the district rules', upheld: 'contest rejected', overturned: 'contest accepted, struck' },
    topic: { decline: 'Decline', rating: 'Rating', judgement: '“Unreasonable”' },
    act: { answer: 'Answer', decline: 'Decline', 'pass-on': 'Pass on to departments', arrive: 'We are there', report: 'Tell the result', rate: 'Rate', withdraw: 'Withdraw', call: 'Call further units', 'contest:decline': 'Contest the decline', 'contest:rating': 'Contest the rating', 'contest:judgement': 'Contest “unreasonable”', 'rule:decline': 'Rule on the decline', 'rule:rating': 'Rule on the rating', 'rule:judgement': 'Rule on “unreasonable”' },
    form: {
      why: 'Why not', text: 'Words', textNeeded: 'Say what it is about', lead: 'Leading unit', assist: 'Assisting units', units: 'Units to call', place: 'Add where I am', locating: 'Locating…', denied: 'No position; it is optional', located: 'Position added',
      result: 'Result', results: { solved: 'Solved', partly: 'Partly solved', unsolved: 'Not solved' }, whether: 'This whistle is', judgement: { reasonable: 'Reasonable', unreasonable: 'Unreasonable' },
      ruling: 'Ruling', rulings: { upheld: 'Let it stand', overturned: 'Strike it' }, rulingHint: { decline: 'Struck: the unit has to answer, with clocks from the ruling on.', rating: 'Struck: this rating counts no more.', judgement: 'Struck: it does not count as unreasonable.' },
      send: 'Send', sending: 'Sending…', cancel: 'Cancel', missing: 'Please fill in', optional: 'optional',
    },
    team: 'Emergency team', teamCount: '{received} heard · {arrived} there, of {called}', seatEmpty: 'vacant', heard: 'heard', there: 'there', quiet: 'no word yet', openCase: 'Open the case', find: 'Find in whistles',
  },
}

export const useWhistleWords = () => useOwnWords(words)
