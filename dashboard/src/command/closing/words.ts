import type { Locale, Words } from '@shared/i18n'

export const closingWords: Record<Locale, Words> = {
  'zh-CN': { title: '结案与答复' },
  en: { title: 'Closing and answering', names: { 'without-yes': 'Closed without a yes', contested: 'Denied', asked: 'Waiting for reporters' } },
}
