// 督办用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '督办', open: '办理中', waits: '已回复，等签发人', accepted: '已销号', issued: '{name} 签发 · {at}', due: '期限', was: '期限 {at}',
    said: { reply: '回复', accept: '销号', reject: '退回' }, silent: '还没有回复', rounds: '退回 {n} 次', which: '{n}. {text}',
  },
  en: {
    title: 'Orders', open: 'Open', waits: 'Replied, the issuer decides', accepted: 'Settled', issued: '{name} · {at}', due: 'due', was: 'due {at}',
    said: { reply: 'Reply', accept: 'Accepted', reject: 'Sent back' }, silent: 'No reply yet', rounds: 'Sent back {n}×', which: '{n}. {text}',
  },
}

export const useOrderWords = () => useOwnWords(words)
