import type { Words } from '@shared/i18n'

export const chinese: Words = {
  title: '随手拍', progress: '查进度', map: '公开地图', write: '写上报', theme: { dark: '切换深色', light: '切换浅色' },
  intent: { label: '您想做什么', complaint: '举报', feedback: '意见反馈', suggestion: '提建议' },
  emergency: { before: '起火、泄漏、有人受伤，先拨', or: '或' },
  honest: '请如实反映，不必提供姓名和电话。',
  photos: {
    title: '照片', first: '拍照或选照片', firstHint: '最多 9 张 · 没有照片也能提交', more: '再加一张', remove: '移除第 {n} 张照片',
    notPhoto: '“{name}”不是能识别的照片', tooLarge: '“{name}”超过 20 MB，请换一张', tooMany: '最多 9 张，其余未加入', noPreview: '已选，提交后可查看', preparing: '正在处理照片…',
    private: '照片仅供受理单位', privateHint: '不会转给被反映的单位，也不会公开',
  },
  place: {
    title: '地点', find: '用我现在的位置', again: '重新定位', pin: '在地图上选', adjust: '不对？在地图上改', asking: '正在定位…', looking: '正在查找所在网格…',
    accuracy: '定位误差约 {m} 米', pinned: '已在地图上选定', snapped: '该点在边界外约 {m} 米，由最近的网格受理', sea: '海域网格',
    denied: '没有定位权限。可在地图上选，或只写地点。', unavailable: '暂时无法定位。可在地图上选，或只写地点。', failed: '暂时查不到所在网格，提交后由工作站核对。', outside: '不在厦门市范围内',
    outsideHint: '问题若在厦门，请在地图上选，或写下地点。', words: '路名、门牌或地标', wordsExample: '例如：杏林湾路桥下，加油站旁',
    mapTitle: '把图钉对准问题所在', mapHint: '拖动地图，也可用方向键', use: '就是这里', mapFailed: '地图打不开，可只写地点。', notNow: '这张照片不是刚拍的，请确认地点',
  },
  category: { title: '类别', sanitation: '环境卫生', ecology: '生态环保', unsure: '说不清', choose: '选择类别', urgent: '情况紧急：先离开危险处，拨 119 或 110', failed: '类别没有加载出来，可先选“说不清”' },
  description: { title: '说明', complaint: '可不填。例如：每天傍晚都有人烧', feedback: '对哪件事、哪个地方有什么意见', suggestion: '您的建议，以及为什么', left: '还可写 {n} 字' },
  privacy: {
    anonymous: '匿名提交', anonymousHint: '处置单位看不到您是谁', named: '姓名和电话加密保存，只有受理您反映的工作站能看，每次查看都要写明理由并留下记录；处置单位看不到。都可不填。',
    name: '姓名（可不填）', phone: '电话（可不填）', recuse: '涉及本村（居）或网格员，请回避', recuseHint: '由其他社区核实，您的信息只有区里能看到',
  },
  send: { go: '提交', join: '提交并加入这件', near: '附近有 {n} 件同类问题正在办，看看是不是同一件', sending: '正在提交…', uploading: '正在上传 {n}%', unsure: '还没收到回执，会自动重发', unsureHint: '同一份不会重复登记。请不要关闭本页；关了再打开也会接着发。', now: '立即重发', fix: '请先补充标出的内容', restored: '已恢复上次没写完的内容', clear: '清空重写', conflict: '这份内容先前已收到。若要补充，请在“查进度”里添加。' },
  need: { place: '请定位、在地图上选，或写下地点', category: '请选一个类别，不确定可选“说不清”', description: '请写一两句', contact: '电话或邮箱看起来不对' },
  receipt: {
    title: '已收到', clock: '您手机的时间与标准时间相差较大，发生时间已按收到时间校正。', hint: '由{who}受理', who: '环保工作站', ticket: '流水号', code: '查询码', copy: '复制流水号和查询码', copied: '已复制', keep: '已存在本机“我的上报”。换手机查询时，需要这两项，请截屏或抄下。',
    follow: '看进度', another: '再报一件', words: '厦门随手拍 流水号 {ticket} 查询码 {code}',
    likely: '很可能是同一件', duplicates: '附近有人反映过', duplicatesHint: '如果是同一件，可以并在一起，进展同时告诉您。', meters: '{m} 米外', people: '{n} 人反映', join: '我也遇到，并入', joined: '已并入，进展会一起告诉您', other: '不是同一件',
  },
  lookup: { title: '查进度', ticket: '流水号', code: '查询码', go: '查询', mine: '我的上报', mineHint: '只存在这台设备上', none: '这台设备上还没有上报', noneHint: '在别处提交的，用流水号和查询码查询', forget: '从本机移除 {ticket}', wrong: '流水号或查询码不对', missing: '请填写流水号和查询码', rate: '请您评价', tooMany: '试错太多次，请稍后再试' },
  status: {
    back: '返回', received: '{when} 收到', people: '共 {n} 人反映同一件事', responsible: '现在由谁负责', next: '期限', by: '{when} 前', timeline: '经过', answer: '答复', feedback: '结案反馈', before: '处置前', after: '处置后', updated: '{when} 更新', stale: '暂时连不上，显示的是 {when} 的情况', mineTitle: '您的评价', solved: '解决了吗', adopted: '采纳', notAdopted: '不采纳', reopenAsked: '您说还没解决，已请核查人再看一次',
  },
  rate: {
    title: '请您评价', until: '{when} 前可评价；不评价不会被当作满意', solved: '解决了吗', yes: '解决了', partly: '部分解决', no: '没有解决', satisfaction: '对办理满意吗', s1: '很不满意', s2: '不满意', s3: '一般', s4: '满意', s5: '很满意', comment: '想补充的话（可不填）', go: '提交评价', sent: '谢谢，已记下', both: '两个问题都请选一项', titleClosed: '已结案，您还可以评价', noHint: '会重新办理，并再请您评价', noHintClosed: '会请核查人再到现场看一次',
  },
  acts: {
    withdraw: '撤回', withdrawAsk: '撤回后不再办理。确定撤回吗？', leave: '不再关注', leaveAsk: '这件事会继续办理，但不再向您反馈。确定吗？', review: '申请复核', reviewAsk: '由另一单位的负责人复核一次。请写明理由。', reopen: '还没解决', reopenAsk: '请写明还有什么没解决，由其他单位负责人复核后重新办理。', answer: '补充说明', answerAsk: '写下要补充的情况，办理人员会看到', photos: '补充照片', sure: '确定', send: '发送', done: '已提交',
  },
}
