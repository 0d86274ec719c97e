import type { Locale, Words } from '@shared/i18n'

export const answersWords: Record<Locale, Words> = {
  'zh-CN': {
    standard: '结案要看到',
    question: { title: '问反映人', open: '等补充，时限暂停', answered: '已补充', unanswered: '没有等到补充', ended: '不再等', until: '最晚等到 {at}', reminded: '已提醒过', none: '反映人还没有补充', asked: '{who} {at} 问', copy: '复制给反映人的链接', copyHint: '打开后凭查询码补充' },
    link: {
      title: '被反映单位', make: '请被反映单位答复', name: '单位名称', example: '例如：某某餐饮店、某某物业', go: '生成一次性链接',
      rule: '对方不用账号：只看到地点、类别和工作站自己拍的照片，看不到反映人的照片、文字、时间和编号。只能提交一次。', ready: '把链接发给对方。关闭后不再显示，需要时另生成一条。',
      copy: '复制链接', copied: '已复制', until: '{at} 前有效', revoke: '收回', open: '等答复', revoked: '已收回', expired: '已过期', over: '案件已办结', done: '答复：属实，已整改', denied: '答复：不属实',
      contested: '对方否认。认定不属实、核查通过，须有监测结果，或由另一人到现场看过。', by: '{who} {at} 发出',
    },
    note: { title: '备注', placeholder: '写给同事或反映人的话', who: '谁能看', station: '工作站', departments: '工作站和部门', public: '反映人也能看', go: '写下', publicHint: '会显示在反映人的进度页上', written: '备注已写下', none: '还没有备注' },
    pick: { title: '套用', failed: '没有取到常用文字' },
  },
  en: {
    standard: 'Must be seen before closing',
    question: { title: 'Asked the reporter', open: 'Waiting, clock paused', answered: 'Answered', unanswered: 'No answer came', ended: 'No longer waited for', until: 'Waits until {at}', reminded: 'Reminded', none: 'No answer yet', asked: '{who} asked {at}', copy: 'Copy the reporter’s link', copyHint: 'Opened with the query code' },
    link: {
      title: 'The enterprise', make: 'Ask the enterprise', name: 'Name of the enterprise', example: 'A restaurant, a property company', go: 'Make a one-time link',
      rule: 'No account needed: it sees place, kind and the station’s own photos, never a reporter’s photos, words, time or number. It can be sent once.', ready: 'Pass the link on. It is not shown again; make another one if needed.',
      copy: 'Copy link', copied: 'Copied', until: 'Open until {at}', revoke: 'Take back', open: 'Waiting', revoked: 'Taken back', expired: 'Expired', over: 'Case settled', done: 'Says: true, put right', denied: 'Says: not true',
      contested: 'It denies. “Untrue” and a passed check need a measurement or a second person on site.', by: '{who}, {at}',
    },
    note: { title: 'Notes', placeholder: 'A word for colleagues or for the reporters', who: 'Who reads it', station: 'Station', departments: 'Station and departments', public: 'Reporters too', go: 'Write', publicHint: 'Shown on the reporter’s page', written: 'Note written', none: 'No notes yet' },
    pick: { title: 'Begin with', failed: 'Could not load the texts' },
  },
}
