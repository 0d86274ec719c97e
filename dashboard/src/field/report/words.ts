import type { Locale, Words } from '@shared/i18n'

const phrase = (...all: string[]): Words => Object.fromEntries(all.map((one, n) => [`p${n}`, one]))

export const reportWords: Record<Locale, Words> = {
  'zh-CN': {
    title: '上报', photos: '照片', photoHint: '先拍全景，再拍细节', noPhoto: '拍一张，或在下面写一句为什么没有照片',
    restored: '继续上次没有发出的上报', clear: '清空', mendTitle: '改好再报', mendText: '这件没有被接收。改好后再报，照片不用重拍。', mendGone: '这件上报已经不在待上传里了。',
    clock: '手机时间{way}了 {d}。发现时间会按服务器的时间自动校正。', fast: '快', slow: '慢',
    go: '上报', keeping: '正在记下…', offlineGo: '先记在手机，联网自动上传', lacks: '还差：{what}', lack: { photo: '照片或一句话', place: '地点', category: '类别' }, needs: { place: '在地图上标出，或写明地点', category: '请选一个类别' },
    failed: '没有记下，请再试一次。', full: '手机存不下了：填的都还在。请先联网把待上传的传完，再上报。',
    kind: { title: '类别', search: '搜索类别', choose: '是什么问题', unsure: '说不清', example: '名称、拼音或首字母，如 yy', none: '没有这个类别', noneHint: '换个说法，或选“说不清”，由工作站归类。', urgent: '有危险时先打 119 / 110。这一类提交后立刻提醒工作站。', gone: '这个类别已经停用，请另选一个。' },
    stop: '{place} · {what} 暂停受理到 {at}：{reason}。您仍可上报，由工作站决定。',
    place: {
      title: '地点', where: '问题在哪里', asking: '正在定位…', unknown: '还没有地点', later: '上传后确定网格', denied: '手机没有给出位置：在地图上标出，或写明地点', accuracy: '约 {m} 米内 · 手机所在处', marked: '在地图上标的', given: '已知地点', apart: '离手机 {d}',
      far: '手机定位在约 {km} 公里以外，不在{city}。请在地图上标出问题位置，或写明地点。', rough: '定位只准到约 {m} 米，请在地图上核对。', oldPhoto: '照片是早先拍的：请核对问题是不是就在这里。',
      change: '改位置', onMap: '在地图上标', adjust: '在地图上改位置', words: '写明地点，如：杏林湾路与集源路口', wordsLabel: '补充说明（可不填）', example: '例如：桥下、河对岸、三楼窗外', again: '再定位', drag: '拖动地图，让图钉落在问题上', problem: '问题', phone: '手机', toPhone: '回到手机的位置', use: '就在这里', mapFailed: '地图打不开，请写明地点。',
    },
    words: { title: '说明', optional: '可不填，一句就够', example: '例如：正在烧，烟往小区飘', phrases: '常用说法', comma: '，' },
    phrases: { A: phrase('正在发生', '气味很浓', '烟飘向居民楼', '夜里更重', '每天都有'), B: phrase('正在排放', '水体发黑', '有异味', '有死鱼', '下雨后出现'), C: phrase('正在发生', '夜间施工', '影响休息', '每天都有'), D: phrase('量大', '堵了路', '有人正在倒', '在河岸边', '反复出现'), other: phrase('正在发生', '反复出现', '影响居民', '已现场劝导') },
    more: { title: '补充', questions: '{n} 个问题，可不答', premises: '场所', unsaid: '不填' },
    near: { title: '附近已有同类在办', here: '就在这里', away: '{d}外', reports: '{n} 人反映', ask: '是同一处就不必再报；不是同一处，照常上报。', declined: '{day}，约 {m} 米外的同类反映没有受理：{reason}' },
    sent: {
      offline: '已记下', offlineText: '没有网络。已存在手机里，联网后自动上传。', waiting: '已记下', waitingText: '正在等着上传，您可以继续下一件。', sending: '正在上传', sendingText: '您可以继续下一件。', sent: '已上报', sentText: '{who}已收到。', refused: '没有被接收', refusedText: '填的和照片都还在，改好可以再报。',
      number: '案件编号', photos: '{n} 张', same: '附近有相似的案件', sameText: '工作站会判断是不是同一件。', mend: '改好再报', another: '再报一件', back: '回到任务',
    },
  },
  en: {
    title: 'Report', photos: 'Photos', photoHint: 'The whole scene first, then the detail', noPhoto: 'Take a photo, or write below why there is none',
    restored: 'Carrying on with the report you had not sent', clear: 'Clear', mendTitle: 'Mend and report again', mendText: 'This one was not accepted. Mend it and report again; the photos are still there.', mendGone: 'That report does not wait any more.',
    clock: 'This phone’s clock is {d} {way}. The time is corrected by the server’s clock.', fast: 'fast', slow: 'slow',
    go: 'Report', keeping: 'Keeping…', offlineGo: 'Kept on the phone, sent when there is a network', lacks: 'Still missing: {what}', lack: { photo: 'a photo or a line', place: 'the place', category: 'the kind' }, needs: { place: 'Mark it on the map or write where it is', category: 'Please choose a kind' },
    failed: 'Not kept. Please try again.', full: 'No room left on this phone. Everything is still on this page: connect and send what waits first.',
    kind: { title: 'Kind', search: 'Search', choose: 'What is wrong', unsure: 'Not sure', example: 'Name, pinyin or initials', none: 'No such kind', noneHint: 'Try other words, or choose “Not sure”: the station sorts it.', urgent: 'In danger call 119 / 110 first. The station is alerted at once.', gone: 'This kind is no longer in use; please choose another.' },
    stop: '{place} · {what} is not taken in until {at}: {reason}. You may report it all the same; the station decides.',
    place: {
      title: 'Place', where: 'Where is the problem', asking: 'Finding the place…', unknown: 'No place yet', later: 'The grid is found when it arrives', denied: 'The phone gave no position: mark it on the map or write where it is', accuracy: 'within {m} m · where the phone is', marked: 'marked on the map', given: 'known place', apart: '{d} from the phone',
      far: 'The phone says it is about {km} km away, not in {city}. Please mark the problem on the map or write where it is.', rough: 'The position is only good to about {m} m; please check it on the map.', oldPhoto: 'The photo was taken earlier: please check that the problem is here.',
      change: 'Change', onMap: 'Mark on map', adjust: 'Change the place on the map', words: 'Write where it is', wordsLabel: 'In words (optional)', example: 'e.g. under the bridge, across the river', again: 'Locate', drag: 'Drag the map until the pin stands on the problem', problem: 'Problem', phone: 'Phone', toPhone: 'Back to the phone', use: 'It is here', mapFailed: 'The map does not open; please write where it is.',
    },
    words: { title: 'In words', optional: 'optional, one line', example: 'e.g. burning now, smoke towards the homes', phrases: 'Phrases', comma: ', ' },
    phrases: { A: phrase('happening now', 'strong smell', 'smoke towards homes', 'worse at night', 'every day'), B: phrase('running now', 'black water', 'smells', 'dead fish', 'after rain'), C: phrase('happening now', 'at night', 'disturbs sleep', 'every day'), D: phrase('a lot', 'blocks the road', 'being dumped now', 'on the bank', 'again and again'), other: phrase('happening now', 'again and again', 'affects residents', 'talked to them') },
    more: { title: 'More', questions: '{n} optional questions', premises: 'Premises', unsaid: 'Not said' },
    near: { title: 'The same kind is open close by', here: 'Right here', away: '{d} away', reports: '{n} reports', ask: 'If it is the same spot there is no need to report; if not, go on.', declined: '{day}: a report about {m} m away was not accepted: {reason}' },
    sent: {
      offline: 'Kept', offlineText: 'No network. It is on this phone and goes out by itself.', waiting: 'Kept', waitingText: 'Waiting to be sent; go on with the next one.', sending: 'Sending', sendingText: 'Go on with the next one.', sent: 'Reported', sentText: '{who} has it.', refused: 'Not accepted', refusedText: 'Words and photos are still here; mend it and report again.',
      number: 'Case number', photos: '{n}', same: 'Similar cases close by', sameText: 'The station decides whether they are the same.', mend: 'Mend it', another: 'Report another', back: 'Back to tasks',
    },
  },
}
