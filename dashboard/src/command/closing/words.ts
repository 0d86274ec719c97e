import type { Locale, Words } from '@shared/i18n'

export const closingWords: Record<Locale, Words> = {
  'zh-CN': { title: '结案与答复', recurrence: '复发（近 90 天）', law: { sent: '移送待回传', penalty: '已作处罚决定', longest: '最久 {n} 天' } },
  en: {
    title: 'Closing and answering', names: { 'without-yes': 'Closed without a yes', contested: 'Denied', asked: 'Waiting for reporters' },
    recurrence: 'Came back (90 days)', law: { sent: 'With law enforcement', penalty: 'Penalties decided', longest: 'longest {n} d' },
  },
}
