// 工作台用语。
import type { Words } from '@shared/i18n'

export const chineseWords: Words = {
  pageTitle: '工作台 · 网格哨',
  signIn: { title: '网格哨工作台', text: '环保工作站、派遣、责任部门、协调与网格员登录', demo: '演示账号见数据目录下的 demo-accounts.json' },
  bar: {
    title: '工作台', open: '未办结 {n} 件', record: '代录', people: '网格与人员', rules: '规则', assess: '考核', person: '{name}，岗位与设置', light: '浅色界面', dark: '深色界面', posts: '{n} 个岗位',
    line: { on: '实时', waiting: '连接中', off: '未连接' },
  },
  unit: { station: '{name}环保工作站', dispatch: '{name}派遣中心', coordinator: '{name}生态环境局' },
  queue: {
    title: '队列', lateOf: '{queue}：超期 {n} 件', failed: '数字暂时取不到', keys: { move: '上下', search: '搜索' },
    group: { own: '我的', turn: '轮到我们', watch: '重点关注', rest: '其他环节', more: '更多' },
    reported: '待受理', confirming: '待核实', registered: '待派遣', dispatched: '待签收', handling: '处置中', suspended: '挂账', handled: '待核查', checked: '待评价', evaluated: '待反馈',
    mine: '我的任务', whistles: '吹哨', low: '低优先（受理限制）', warning: '临期', supervised: '督办', border: '边界案件', escalated: '已报协调员', late: '已超期', law: '移送执法', recurring: '复发', withoutYes: '未获认可结案', all: '全部未办结',
  },
  states: {
    reported: '待受理', confirming: '待核实', registered: '立案', declined: '不予受理', merged: '并案', withdrawn: '撤回',
    dispatched: '派遣', handling: '处置', suspended: '挂账', handled: '待核查', checked: '待评价', evaluated: '待反馈', closed: '结案', archived: '归档',
  },
  list: {
    search: '搜索编号、地点、内容', clear: '清除搜索', order: '按时限排序', more: '更多', all: '共 {n} 件，到底了', reports: '{n} 人反映', gone: '已转{state}', left: '已离开本列表',
    arrived: '{n} 件新到，点此查看', empty: '这里没有案件', emptyText: '有新的案件会自动出现', nothing: '没有找到', nothingText: '换一个词，或清除搜索', foreign: '来自图表的列表', back: '回到队列',
  },
  case: { title: '案件', none: '选一件案件', noneText: '用 J、K 上下移动，回车办理', back: '返回', phases: '四个阶段', copy: '复制编号', copied: '已复制 {number}' },
  facts: {
    content: '内容', noWords: '没有文字说明', place: '地点', noPlace: '地点待定位', source: '来源', others: '另有 {n} 人反映', secret: '反映人信息已保密', external: '来件编号 {n}',
    deadline: '时限', before: '{at} 前', because: '：', noDeadline: '现在没有计时', turn: '轮到', department: '承办', standard: '办理要求', law: '依据',
  },
  photos: {
    none: '没有照片', unreleased: '{n} 张未公开', release: '发布照片', releaseTitle: '发布照片', toCheck: '待审看的照片', done: '照片已发布', skip: '先不发布这张',
    rule: '发布后任何人都能看到。请确认没有人脸、车牌、门牌和能认出反映人的内容。', seen: '我已看过这张照片，可以公开', private: '反映人要求仅供受理单位',
    add: '添加照片', remove: '移除第 {n} 张', notPicture: '{name} 不是照片', tooLarge: '{name} 超过 20 MB', tooMany: '最多 {n} 张',
    purpose: { report: '上报', before: '处置前', after: '处置后', confirm: '核实', check: '核查', document: '文书' },
  },
  map: { label: '案件所在网格', title: '所在位置', enlarge: '放大地图', failed: '地图打不开' },
  place: { title: '确定地点', correct: '改地点', lost: '还没有地点，点此在地图上标出', rule: '案件会转到这个点所在的网格和工作站；立案前可以更正，过程留痕。', go: '就是这里', done: '地点已确定：{grid}' },
  opinions: {
    title: '意见建议', received: '待答复', answered: '已答复', none: { received: '没有待答复的意见建议', answered: '还没有答复过的' }, intent: { feedback: '意见反馈', suggestion: '建议' },
    adopted: '采纳', notAdopted: '不采纳', adopt: '是否采纳', choose: '请选择是否采纳', answer: '答复', reason: '答复和理由（反映人会看到）', send: '发出答复', done: '已答复',
  },
  outcome: {
    confirmed: '核实结果', handled: '处置情况', answer: '答复', rating: '反映人评价', feedback: '结案反馈',
    satisfaction: '满意度 {n}/5', solved: { yes: '已解决', partly: '部分解决', no: '未解决' },
    confirmation: { true: '属实', partly: '部分属实', false: '不属实', gone: '到场时已消失', no_access: '无法进入' },
  },
  timeline: { title: '经过', until: '到 {day}', doneAt: '现场 {at} 办，联网后上传', empty: '还没有记录', more: '再看 {n} 条', less: '收起' },
  reports: { title: '反映（{n} 人）', hasContact: '留有联系方式，已保密', anonymous: '匿名', noContact: '没有联系方式', look: '查看反映人', skewed: '手机时间不准' },
  identity: {
    title: '查看反映人', rule: '反映人信息只供受理单位联系使用。每次查看都留痕：谁、何时、为什么。', reason: '查看理由', example: '例如：电话核实具体位置', go: '记录并查看',
    name: '姓名', phone: '电话', email: '邮箱', unsaid: '没有留', recorded: '本次查看已记录。关闭后不再显示。',
  },
  routing: { suggested: '建议派往', was: '按规则应由', lead: '主办', assist: '协办' },
  related: { main: '已并入', merged: '并入本案 {n} 件', nearby: '本网格未办结', same: '其中同类 {n} 件，办理前看看是否同一件事' },
  actions: { title: '可办事项', more: '还有 {n} 项', all: '全部 {n} 项', none: '现在没有要你办的事' },
  form: {
    optional: '（选填）', missing: '请填写', missingPhotos: '请添加照片', missingPoints: '请逐项看过再勾；达不到的请核查不通过', change: '更换', decision: '审批意见', agree: '同意', disagree: '不同意', yes: '是', no: '否', sending: '正在提交…', uploading: '正在上传 {n}%',
    done: '已完成：{action}', undo: '撤销', undone: '已撤销，案件回到原来的状态', notUndone: '没有撤销成功', amount: '数量', unit: '单位',
    units: { working_days: '个工作日', working_hours: '个工作小时', natural_days: '天', natural_hours: '小时' },
    moved: '别人刚办过这件案件。', movedNow: '现在是「{state}」。', movedKept: '你填的内容都还在。看一眼左边的最新情况，再决定是否继续。', movedOver: '这一步现在已不能办；你填的内容还在，可以复制。', goOn: '按最新情况继续',
    suggested: '建议', level: { town: '镇街', district: '区级', city: '市级' }, findDepartment: '找部门', removeUnit: '去掉{name}', findCategory: '找类别', findCase: '按编号、地点或内容找', found: '找到的案件', nothingFound: '没有符合的',
    departmentsFailed: '部门列表没有取到', beforePhotos: '处置前照片',
  },
  record: {
    title: '代录', source: '来源', choose: '请选择', number: '来件编号', due: '来件要求的期限', category: '类别', words: '内容', place: '地点', placeExample: '路名、小区、标志物', name: '反映人姓名', phone: '反映人电话',
    when: '发生时间（不填即现在）', photos: '照片', map: '在地图上点选地点', tapMap: '点一下地图，标出地点', mapFailed: '地图打不开，用文字写地点也可以', notLocated: '没能认出网格', secret: '姓名和电话单独加密保存，只有受理单位说明理由才能查看。', go: '记录',
    missing: { source: '请选择来源', number: '这个来源须填来件编号', category: '请选择类别', place: '请在地图上点选，或写出地点', description: '请写几句，或附照片' },
    done: '已记录。请把编号和查询码告诉反映人。', ticket: '受理编号', code: '查询码', grid: '网格', gridLater: '待工作站定位', readOut: '反映人凭这两项可以随时查看进展、评价结果。', same: '附近可能是同一件事', metres: '{n} 米', another: '再录一件', open: '打开案件',
  },
}
