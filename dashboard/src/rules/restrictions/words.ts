// 受理限制的用语：工作台与规则页共用。
import type { Locale, Words } from '@shared/i18n'

export const restrictionWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '受理限制', intro: '只让它晚一点被读到，从不拒收：限制期间的反映进「低优先」队列，由人阅读；一级紧急事项不受影响。由受理工作站站长决定，写明理由和止日，另一单位的负责人可以复核一次；上报人会被告知。',
    running: '现在有效', over: '已结束', all: '全部', none: { true: '现在没有受理限制', false: '还没有结束的受理限制' },
    count: '有效 {n} 条', asOf: '截至 {at}', state: { running: '有效', lifted: '复核解除', ended: '提前解除', over: '已到期' },
    until: '{from} 至 {to}', by: '{unit} · {name} 决定', ticket: '由 {ticket} 而起', reports: '期间收到 {n} 件', appealed: '{at} 上报人申请复核', said: '上报人：{text}',
    reviewed: { upheld: '{name} 复核：维持', lifted: '{name} 复核：解除' }, end: '解除', review: '复核', lift: '解除限制', uphold: '维持限制', text: '复核理由', send: '提交', sending: '正在提交…', cancel: '取消',
    low: '低优先：{on}受理限制之中上报，至 {at}（{unit}）。请照常阅读；走出任何一步，它就和其他案件一样。',
    begin: '限制这位上报人…', dialog: '受理限制', what: '限制什么', known: '近 {days} 天本区 {n} 件', devices: '，来自 {n} 台设备：可能是一个小区共用，慎用', unknown: '这件没有', already: '已在限制中，至 {at}',
    days: '限制几天（最长 {n} 天）', reason: '理由（上报人会看到，至少四个字）', go: '开始限制', done: '已开始限制', fair: '它不会拒收任何反映，也不影响一级紧急事项；上报人会看到理由和止日，可以申请一次复核。',
  },
  en: {
    title: 'Restrictions', intro: 'A restriction only slows: what comes under it waits in the low queue where a person reads it, nothing is refused, and severity 1 is never held back. The station head decides, with a reason and an end; another head may review it once, and the reporter is told.',
    running: 'In force', over: 'Ended', all: 'All', none: { true: 'No restriction is in force', false: 'No restriction has ended yet' },
    count: '{n} in force', asOf: 'As of {at}', state: { running: 'In force', lifted: 'Lifted by review', ended: 'Ended early', over: 'Run out' },
    until: '{from} to {to}', by: 'Decided by {unit} · {name}', ticket: 'Because of {ticket}', reports: '{n} reports under it', appealed: 'Review asked for {at}', said: 'Reporter: {text}',
    reviewed: { upheld: 'Reviewed by {name}: stands', lifted: 'Reviewed by {name}: lifted' }, end: 'End it', review: 'Review', lift: 'Lift it', uphold: 'It stands', text: 'Reason of the review', send: 'Send', sending: 'Sending…', cancel: 'Cancel',
    low: 'Low queue: reported under a restriction ({on}) until {at} ({unit}). Read it as usual; any step makes it a case like others.',
    begin: 'Restrict this reporter…', dialog: 'Restriction', what: 'What is restricted', known: '{n} reports in the district in {days} days', devices: ' from {n} devices: it may be a whole estate', unknown: 'not known here', already: 'restricted until {at}',
    days: 'For how many days (at most {n})', reason: 'Reason (the reporter reads it; four characters or more)', go: 'Restrict', done: 'Restricted', fair: 'Nothing is refused and severity 1 is never held back; the reporter reads the reason and the end, and may ask for one review.',
  },
}
