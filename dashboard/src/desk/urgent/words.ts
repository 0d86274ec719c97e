// 紧急呼叫用语（工作台）。
import type { Locale, Words } from '@shared/i18n'

export const urgentWords: Record<Locale, Words> = {
  'zh-CN': { title: '紧急呼叫', receive: '收到', pressed: '{at} 按下，当时没有网络' },
  en: { title: 'Emergency call', receive: 'Received', pressed: 'pressed at {at}, without network' },
}
