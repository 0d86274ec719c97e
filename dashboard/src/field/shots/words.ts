import type { Locale, Words } from '@shared/i18n'

export const shotWords: Record<Locale, Words> = {
  'zh-CN': {
    required: '必拍', optional: '可不拍', first: '拍照', more: '再拍', gallery: '相册', preparing: '正在处理…', noPreview: '此格式不能预览，照常上传',
    take: '{what}：拍照', choose: '{what}：从相册选', remove: '去掉第 {n} 张', placed: '带拍摄位置',
    tooMany: '最多 {max} 张，多出的没有加入', notPhoto: '{name} 不是照片', tooLarge: '{name} 太大（超过 20 MB），请在手机里缩小后再选',
    scarce: '手机剩余空间不多：请少拍几张，或先联网把待上传的传完。已记下的不会丢。',
  },
  en: {
    required: 'needed', optional: 'optional', first: 'Take a photo', more: 'Another', gallery: 'Gallery', preparing: 'Preparing…', noPreview: 'No preview of this format; it is sent all the same',
    take: '{what}: camera', choose: '{what}: from the gallery', remove: 'Remove photo {n}', placed: 'with the place it was taken',
    tooMany: 'At most {max}; the others were not added', notPhoto: '{name} is no photo', tooLarge: '{name} is too large (over 20 MB); make it smaller first',
    scarce: 'Little room left on this phone: take fewer photos, or connect and send what waits first. Nothing that is kept will be lost.',
  },
}
