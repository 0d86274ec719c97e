// 网格与人员用语。
import type { Words } from '@shared/i18n'

export const chineseWords: Words = {
  title: '网格与人员', pageTitle: '网格与人员 · 网格哨',
  signIn: { title: '网格与人员', text: '每一平方米，此刻由谁负责。请用工作账号登录', demo: '演示账号见数据目录下的 demo-accounts.json' },
  bar: { desk: '工作台', light: '浅色界面', dark: '深色界面' },
  tabs: { title: '页面', grids: '网格与人员', roster: '值班表', five: '五定', texts: '手册与职责', sources: '污染源与巡查', emergency: '应急' },
  steps: { title: '步骤', tree: '区划', card: '人员', map: '地图' },
  level: { city: '市', district: '区', town: '镇街', street_grid: '网格', community: '社区', sub_grid: '社区网格', sea: '海域网格' },
  roles: {
    assistant: '助理网格员', grid_member: '网格员', community_head: '社区总网格长', grid_head: '网格长', station_officer: '工作站人员', station_head: '工作站站长', district_dispatcher: '区派遣员',
    city_dispatcher: '市派遣员', coordinator: '协调员', department_officer: '责任部门经办人', leader: '领导', assessor: '考核员', auditor: '审计员', administrator: '系统管理员', area_cadre: '包保干部',
    police_officer: '公安干警', environment_supervisor: '生态环境监管员', waste_guide: '垃圾分类指导员', community_worker: '社区工作者', volunteer: '社区志愿者',
  },
  tree: {
    title: '区划', noHead: '缺网格长', people: '{n} 人', five: '五定 {fixed}/{of}', away: '{n} 人不在岗', uncovered: '▲ {n} 岗无人',
    hint: '↑ ↓ 移动，→ 展开，← 收起，输入名称或编号跳转', failed: '没有取到',
  },
  search: { title: '搜索', hint: '姓名、电话、工号、区划', clear: '清除搜索', found: '搜索结果', division: '区划', person: '人员', nothing: '没有找到', failed: '搜索暂时不可用' },
  card: {
    title: '本区划', chain: '负责人链', people: '在岗人员', team: '应急编组', around: '由{name}的网格员负责', counts: '全域人数', away: '{n} 人不在岗', uncovered: '{n} 个岗位无人代岗', more: '再看 {n} 人', add: '添加人员', print: '打印网格图',
    files: '导入导出', empty: '这里还没有直接在岗的人', emptyText: '往下一级看，或在上级的负责人链里找', emptyAdd: '可以在这里添加人员和岗位',
  },
  post: {
    vacant: '空缺', for: '代 {name}', nobodyFor: '{name} 不在岗，无人代岗', standIn: '代岗：', noStandIn: '无人代岗', away: '{kind}中', awayUntil: '{kind}至 {to}', since: '{from}起', term: '{from} 至 {to}',
  },
  person: {
    title: '人员', back: '返回', name: '姓名', staffNo: '工号', phone: '手机', officePhone: '办公电话', phoneRule: '手机只有一起工作的人看得到，不对外公开', office: '办', call: '拨打 {name} 手机', callOffice: '拨打 {name} 办公电话',
    work: '未办结 {n} 件', away: '登记不在岗', absences: '不在岗', current: '现任岗位', future: '将任岗位', past: '以往岗位与不在岗', noPost: '现在没有岗位', substitute: '常任代岗：', noSubstitute: '未指定',
  },
  figures: { title: '我的情况（{from} 至 {to}，只有本人看得到）', n: '到期任务', on_time: '按时', late: '超期', open: '在办', moved: '已移交', away: '不在岗天数' },
  absence: {
    title: '登记不在岗 · {name}', kind: '事由', leave: '休假', training: '培训', emergency_duty: '应急值守', from: '从', to: '到（含当天）', substitute: '这次由谁代岗', substituteHint: '不选则由各岗位的常任代岗人代岗',
    plan: '确认后', chosen: '由选定的人代岗', nobody: '没有代岗人', rule: '没有代岗人的岗位，由同网格其他在岗网格员接手，再没有则由邻近网格、工作站接手。', go: '登记', done: '已登记，由 {names} 代岗，{n} 件工作已转', doneAlone: '已登记，{n} 件工作已转',
    undone: '已撤销登记', back: '提前返岗', backDone: '已返岗', cancel: '撤销', future: '未开始', open: '待定',
  },
  newPost: {
    title: '添加人员和岗位 · {where}', go: '添加', who: '谁', new: '新人员', old: '已有人员', person: '人员', role: '岗位', department: '部门', from: '起', to: '止（含当天）', substitute: '代岗人', substituteHint: '本人不在岗时自动代岗',
    done: '已添加{role}',
  },
  tasks: {
    title: '定任务', none: '还没有定任务', noneText: '五定缺“任务”：由本镇街站长定下巡查什么、多久一次', stopped: '应急状态中，日常任务暂停，计划到 {to}', add: '添一项', from: '{from}起', until: '到 {to} 为止', end: '停止', endOf: '停止：{item}', ended: '今天是最后一天：{item}',
    new: '添一项任务 · {where}', go: '添加', item: '做什么', itemHint: '去哪里、看什么，例如：沿后溪巡河，看排口和漂浮物', times: '次数', period: '周期', day: '每天', week: '每周', month: '每月', starts: '从哪天起', done: '已定：{item}',
    duty: '对照职责清单', dutyHint: '选清单里的一项', outside: '清单里没有', why: '为什么要安排清单外的任务', whyHint: '至少 4 个字。清单外任务计入「基层负担」，领导看得到。', isOutside: '清单外：{why}',
  },
  endPost: { title: '结束岗位', go: '结束岗位', when: '什么时候', day: '到某天为止', now: '立即', on: '最后一天', onHint: '当天 24:00 结束，权限同时收回', work: '未办结的工作会按代岗规则转出；要转给指定的人，请用“交接”。', done: '岗位已结束' },
  substitute: { title: '指定代岗', who: '代岗人', hint: '须在同一个区任职，不能是本人', go: '指定', done: '已指定代岗人', remove: '取消 {name} 的代岗', removed: '已取消代岗人' },
  handOver: { title: '交接', go: '交接', to: '交给谁', from: '从哪天起', fromHint: '当天 0:00 生效，今天则立即生效', done: '已交接，{n} 件工作已转', planned: '交接已登记' },
  contact: { title: '改联系方式', go: '保存', done: '已保存' },
  work: { none: '没有未办结的工作', n: '{n} 件未办结的工作会转出' },
  picker: { find: '按姓名、工号、电话找', found: '找到的人员', near: '本区划的人员', away: '不在岗', clear: '不指定', pick: '选人' },
  who: {
    title: '此时此地谁负责', none: '在地图上点一个地点', noneText: '回答这里现在由谁负责、谁代岗、为什么', myPlace: '用我现在的位置', noPlace: '没有取到位置', at: '时间（不填即现在）', category: '类别', any: '不限', nobody: '现在没有人负责',
    members: '网格员', chain: '负责人链', lead: '主办部门', noLead: '选择类别后显示', atWork: '工作时间，值班', onDuty: '非工作时间，紧急事项找', absent: '{name} 不在岗', noMembers: '没有网格员',
  },
  map: { title: '地图', label: '区划地图，点一下查询谁负责', failed: '地图打不开', parts: '下级划分', in: '放大', out: '缩小', centre: '查询地图中心点由谁负责', tip: '点地图查谁负责' },
  files: {
    title: '导入导出', import: '导入', export: '导出', exportText: "只含你看得到的；表格里以 = + - {'@'} 开头的内容按文字写出。", columns: '第一行为列名：', choose: '选择文件，或拖到这里', kinds: '.xlsx 或 .csv，先检查，不写入',
    refused: { kind: '{name} 不是 .xlsx 或 .csv 文件', large: '{name} 超过 5 MB', empty: '{name} 是空文件' }, reading: '正在检查…', wrong: '{rows} 行有 {n} 处错误，一行也没有写入', ready: '共 {rows} 行，没有错误：新增 {n}，变更 {changed}',
    same: '共 {rows} 行，和现在一样，没有要写入的', applied: '已写入：新增 {n}，变更 {changed}', mistakes: '错误清单', row: '行', column: '列', value: '值', reason: '原因', more: '还有 {n} 处，请下载错误清单', apply: '写入 {n} 项', keep: '下载错误清单', errorsName: '错误清单',
  },
  sheet: {
    title: '社区环保网格图', go: '打印', back: '返回', phones: '印上手机号（仅限你看得到的）', phonesRule: '默认只印办公电话。', head: '社区总网格长', gridHead: '网格长', members: '网格员', station: '环保工作站', team: '应急编组', duty: '值班电话',
    own: '本社区', around: '周边网格', date: '制图日期', version: '版本', north: '北', vacant: '空缺', hotline: '环保举报', area: '面积 {n} 平方公里', grids: '{n} 个社区网格', stand: '{name}代', more: '等 {n} 人',
  },
  record: { map: '选位置的地图', mapFailed: '地图没有打开，请重新打开这个窗口', tapMap: '点一下地图', notLocated: '没能确定这个位置的网格' },
  form: { optional: '（选填）', missing: '请填写', change: '更换', sending: '正在提交…', uploading: '正在上传 {n}%', undo: '撤销', nothingFound: '没有符合的' },
}
