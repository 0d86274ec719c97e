import type { Locale, Words } from '@shared/i18n'

export const nearWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '附近有人刚反映过', within: '约 {m} 米内', people: '{n} 人反映', likely: '很可能是同一件', released: '已公开的现场照片',
    join: '加入这件', joinPhotos: '加入这件（照片一并附上）', separate: '不是同一件，单独提交', more: '还有 {n} 件', recuse: '您请求了回避，要单独受理，不能加入。',
    joining: '将加入这件', joiningPhotos: '您的 {n} 张照片一并附上，有自己的流水号，进展同样告诉您。', joiningWords: '您会有自己的流水号，进展同样告诉您。',
    apart: '将单独提交', again: '再看看附近的', closed: '{when}已办结', closedHint: '若问题又出现了，请照常提交：会自动与上次关联，按复发处理。',
  },
  en: {
    title: 'Somebody reported this nearby', within: 'within about {m} m', people: '{n} reports', likely: 'probably the same', released: 'Released photo of the site',
    join: 'Join it', joinPhotos: 'Join it with my photos', separate: 'Not the same, send apart', more: '{n} more', recuse: 'You asked the local people to stay out, so it has to be taken apart.',
    joining: 'You will join this', joiningPhotos: 'Your {n} photos go along. You get a ticket of your own and hear of the progress.', joiningWords: 'You get a ticket of your own and hear of the progress.',
    apart: 'It will be sent apart', again: 'Look at those nearby', closed: 'Settled {when}:', closedHint: 'If it has come back, just report it: it is linked to the last time by itself and counted as recurring.',
  },
}
