// Words of 历史遗留 on a case.
export const legacyWords = {
  'zh-CN': {
    title: '历史遗留', listed: '{at} 起列为历史遗留', ended: '{from} 至 {to} 曾列为历史遗留',
    counts: '其间到期的处置、返工单列「遗留问题按时率」，不与新发生的混在一起；列入以前已经超期的，照旧计。',
    list: '列为历史遗留', end: '不再列为历史遗留', listTitle: '列为历史遗留', endTitle: '不再列为历史遗留',
    listText: '由区里认定这件事由来已久，不是近期新发生的。只影响从现在起到期的环节怎么计，不改时限，不停办理。一件案件只能列一次。',
    endText: '从现在起到期的环节恢复照常计。以后不能再次列入。',
    reason: '理由', hint: '写明由来和依据，至少 10 个字。办案的人都能看到，账本里只有校验值。', short: '还差 {n} 个字',
    go: '确认列入', goEnd: '确认解除', sending: '正在提交…', listedDone: '已列为历史遗留', endedDone: '已解除',
  },
  en: {
    title: 'Older problem', listed: 'Listed as an older problem since {at}', ended: 'Was listed from {from} to {to}',
    counts: 'Handling that falls due meanwhile counts on the line of inherited problems; what was late before it was listed stays late.',
    list: 'List as an older problem', end: 'Take off the list', listTitle: 'List as an older problem', endTitle: 'Take off the list',
    listText: 'The district finds that this is nothing new. It changes only how stages that fall due from now on are counted, neither due times nor work. A case is listed once.',
    endText: 'What falls due from now on counts as usual. It cannot be listed again.',
    reason: 'Reason', hint: 'Where it comes from and how you know, at least 10 letters. Read by whoever works on the case.', short: '{n} more letters',
    go: 'List it', goEnd: 'Take it off', sending: 'Sending…', listedDone: 'Listed', endedDone: 'Taken off the list',
  },
}
