// What the reporter's page says besides the course: a question, a refusal in plain words, a closing without a yes.
import type { ReportStatus } from '@shared/types'
import type { Locale, Words } from '@shared/i18n'

export interface Question { text: string; unit: string; asked_at: string; due_at: string; reminded: boolean }
export interface RefusalTold { reason: string; explain: string; words: string[]; review: 'possible' | 'asked' | 'upheld' }
export type FullStatus = ReportStatus & { question?: Question | null; refusal?: RefusalTold | null; closed_without_yes?: boolean }

export const askedWords: Record<Locale, Words> = {
  'zh-CN': {
    question: { title: '请您补充情况', from: '{unit} {when} 询问', until: '{when} 前补充，办理时限为您暂停；到期没有补充，就按现有情况继续办理', reminded: '还没有收到您的补充', words: '您的补充', photos: '附照片（可不附，已选 {n} 张）', go: '提交补充', going: '正在提交…', missing: '请写下您的补充', badPhoto: '有一张照片不能识别，请换一张' },
    refusal: { title: '不予受理', why: '理由', possible: '如果您认为不妥，可以申请复核一次：由其他单位的负责人复核。', asked: '已提请复核，其他单位的负责人正在看。', upheld: '已复核一次，维持原决定。如有新情况，可以重新反映。' },
    silent: '结案时没有收到您答“已解决”。期限内您仍可评价，说“没有解决”会请核查人再到现场。', silentOver: '这件事结案时，没有反映人答“已解决”。',
  },
  en: {
    question: { title: 'A question to you', from: '{unit} asked {when}', until: 'Please answer before {when}. The deadline waits for you; without an answer the matter goes on as it is', reminded: 'No answer from you yet', words: 'Your answer', photos: 'Photos (optional, {n} chosen)', go: 'Send', going: 'Sending…', missing: 'Please write your answer', badPhoto: 'One photo cannot be read; please choose another' },
    refusal: { title: 'Not accepted', why: 'Reason', possible: 'If you disagree you may ask for one review, by the head of another unit.', asked: 'A review was asked for; the head of another unit is looking at it.', upheld: 'Reviewed once and upheld. If something is new, please report again.' },
    silent: 'Closed without your “solved”. You may still rate it; “not solved” sends the checker again.', silentOver: 'Closed without any reporter’s “solved”.',
  },
}
