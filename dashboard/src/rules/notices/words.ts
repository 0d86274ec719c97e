// 告知上报人：通知发出情况的用语。
import type { Locale, Words } from '@shared/i18n'

export const noticeWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '告知上报人', intro: '受理、派遣、答复、补充、不予受理、结案时，留了联系方式的上报人各收到一条。能撤销的步骤，等撤销时间过去才发。这里看得到说了什么、发没发出，看不到发给谁。',
    ways: '途径', played: '模拟', real: '真实', check: '须验证', noWays: '没有开通任何途径：设置 GRID_SMTP_URL 后可以发邮件。',
    all: '全部', none: '这里还没有通知', asOf: '截至 {at}', more: '更多', retry: '再发一次', retrying: '已排入发送', due: '{at} 之后发出', tries: '试过 {n} 次', code: '验证码（内容不留存）',
  },
  en: {
    title: 'Notices to reporters', intro: 'Whoever left a contact gets one notice when a report is filed, assigned, answered, questioned, declined or closed. Steps that can be undone are told when they no longer can. What was said and whether it left stands here; to whom does not.',
    ways: 'Ways', played: 'simulated', real: 'real', check: 'verified contacts only', noWays: 'No way is open: with GRID_SMTP_URL e-mails can be sent.',
    all: 'All', none: 'No notices here yet', asOf: 'As of {at}', more: 'More', retry: 'Send again', retrying: 'Queued', due: 'Leaves after {at}', tries: 'Tried {n} times', code: 'Code (its words are not kept)',
  },
}
