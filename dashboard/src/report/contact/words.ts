// 联系方式、验证与受理限制的用语。
import type { Locale, Words } from '@shared/i18n'

export const contactWords: Record<Locale, Words> = {
  'zh-CN': {
    tell: '办到哪一步通知我', hint: '受理、派遣、答复、结案各一条。不留也能查进度',
    who: '加密保存，只用来通知您。受理工作站要写明理由才能查看并留有记录；处置单位看不到。',
    phone: '手机号', email: '邮箱', by: '怎么通知', way: { sms: '短信', wechat: '微信', email: '邮件' }, played: '模拟',
    simulated: '本系统没有接短信和微信：通知只在系统里模拟，不会真的发到您的手机。', none: '这里没有开通这条途径，留下的联系方式只供工作站与您联系。',
    check: '验证', get: '获取验证码', again: '重新获取', wait: '{n} 秒后可重新获取', code: '六位验证码', confirm: '确定',
    proved: '已验证', unheard: '没有收到回应，请再试一次', why: '验证后才发通知，免得打扰别人。不验证也可以提交。', playedCode: '模拟短信：{text}', sentTo: '验证码已发到{to}，{n} 分钟内有效。',
    slowed: { title: '这件会晚一些读到', until: '{on}的限制到 {at} 为止，由{unit}决定。', reason: '理由：{text}', ask: '申请复核', words: '想说明的情况（可不填）', send: '提交申请', asked: '已申请复核，由另一单位的负责人来看。', upheld: '复核过一次：维持限制。', sending: '正在提交…' },
  },
  en: {
    tell: 'Tell me how it goes', hint: 'One notice each when it is filed, assigned, answered and closed. You can follow it without',
    who: 'Stored encrypted and used to notify you. The receiving station may look only with a logged reason; the unit in charge never sees it.',
    phone: 'Mobile phone', email: 'E-mail', by: 'Notify me by', way: { sms: 'SMS', wechat: 'WeChat', email: 'E-mail' }, played: 'simulated',
    simulated: 'No SMS or WeChat provider is connected: notices are simulated inside the system and reach no phone.', none: 'This way is not offered here; the station alone may use your contact.',
    check: 'Verify', get: 'Send a code', again: 'Send again', wait: 'Again in {n} s', code: 'Six-digit code', confirm: 'Confirm',
    proved: 'Verified', unheard: 'No answer came; please try again', why: 'Notices go to verified contacts only, so that nobody else is bothered. You may send the report without.', playedCode: 'Simulated SMS: {text}', sentTo: 'A code was sent to {to}; it is good for {n} minutes.',
    slowed: { title: 'This will be read a little later', until: 'The restriction ({on}) ends {at}; it was decided by {unit}.', reason: 'Reason: {text}', ask: 'Ask for a review', words: 'What you want to say (optional)', send: 'Send', asked: 'You asked for a review; the head of another unit will look.', upheld: 'Reviewed once: the restriction stands.', sending: 'Sending…' },
  },
}
