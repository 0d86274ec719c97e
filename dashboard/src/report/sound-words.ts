import type { Locale, Words } from '@shared/i18n'

export const soundWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '录一段声音（可不录）', who: '只给受理的工作站听，作为证据保存，不会公开', start: '录 {n} 秒', again: '再录一段', stop: '秒，点这里结束', asking: '正在打开麦克风…',
    file: '选录音文件', play: '您的录音', remove: '移除这段录音',
    problem: { denied: '没有麦克风权限。可选手机录音机录的文件，也可以不录。', tooLarge: '录音太长了，请选 15 秒以内的。', notSound: '这不是能识别的录音，请选 M4A 或 WebM 文件。', failed: '没有录上，请再试一次，也可以不录。' },
  },
  en: {
    title: 'A short recording (optional)', who: 'Heard by the receiving station only, kept as evidence, never public', start: 'Record {n} s', again: 'Record another', stop: 's left, tap to finish', asking: 'Opening the microphone…',
    file: 'Choose a file', play: 'Your recording', remove: 'Remove this recording',
    problem: { denied: 'No permission for the microphone. Choose a file of your recorder, or go on without.', tooLarge: 'Too long; please choose one of at most 15 seconds.', notSound: 'No recording that we can read; please choose M4A or WebM.', failed: 'It was not recorded. Please try again, or go on without.' },
  },
}
