// 消息用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    title: '消息', bell: '消息，{n} 条未读', none: '消息，没有未读', all: '全部', unread: '未读', readAll: '全部标为已读', more: '更早的', read: '标为已读', isRead: '已读', urgent: '紧急', mine: '给您本人',
    empty: { unread: '没有未读消息', all: '还没有消息' }, emptyText: '到期提醒、督办、吹哨和裁定都会出现在这里；夜间的普通提醒早上再送。', open: '打开案件',
  },
  en: {
    title: 'Messages', bell: 'Messages, {n} unread', none: 'Messages, nothing unread', all: 'All', unread: 'Unread', readAll: 'Mark all as read', more: 'Earlier', read: 'Mark as read', isRead: 'Read', urgent: 'Urgent', mine: 'To you by name',
    empty: { unread: 'Nothing unread', all: 'No messages yet' }, emptyText: 'Reminders, orders, whistles and rulings come here; what can wait at night comes in the morning.', open: 'Open the case',
  },
}

export const useMessageWords = () => useOwnWords(words)
