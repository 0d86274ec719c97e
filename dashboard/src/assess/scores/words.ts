// 得分页用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    mine: '我的得分', list: '各级得分', everyUnit: '网格到部门', whose: '看谁的得分', running: '本期（实时）', period: '时期', level: '级别', group: '同类组', everyGroup: '全部', division: '辖区', ownDivision: '本辖区', everywhere: '我能看到的全部',
    month: '本月', quarter: '本季度', kind: '统计期', none: '还没有得分', noneText: '考核方案生效、统计期开始后，这里会有得分。', nobody: '没有可以查看的得分', nobodyText: '您的岗位没有考核得分，也不负责考核别人。',
    asOf: '数据截至 {at}', simulated: '模拟数据', scheme: '考核方案第 {n} 版', hash: '校验码', liveNote: '实时计算，每有变化就更新', again: '重新计算', print: '打印', back: '返回', backList: '返回列表', definition: '口径',
    total: '总分', outOf: '满分 100', noTotal: '样本不足', noTotalText: '各行件数都不够，暂不给总分。件数够了自动给出。', grade: '等级', n: '计入 {n} 件', nShort: '{n} 件', rank: '第 {rank} 名', of: '共 {of} 个', groupRank: '{group}第 {rank} 名', rankAll: '全体', noRank: '不排名', capped: '因“{name}”，等级最高为规定等级',
    fromList: '得分列表', best: '有名次的在前，按总分从高到低', persons: '按镇街列出，不排名', name: '名称', place: '所在', more: '再看 {n} 个', rows: '{n} 个，其中 {with} 个有总分', nothing: '没有符合的得分', nothingText: '换一个时期或同类组试试。',
    lines: '得分是怎么来的', linesText: '点一行，看口径和每一件事实', weight: '分值', points: '得分', rate: '比率', few: '样本不足', lengthened: '统计期已延长', meanOf: '平均', weightOf: '{points} / {used}', spreadIn: '含匀入 {n}', fewOut: '{n} 分匀给其余各行',
    sum: '{lines} − 扣 {deducted} = {total}', sumNothing: '各行相加，没有扣分',
    window: '统计期 {first} 至 {last}', windowLonger: '本期不足 {minimum} 件，统计期延长为 {first} 至 {last}', minimum: '至少 {n} 件才计分', formula: '怎么算', numerator: '分子', denominator: '分母', leavesOut: '不计入', countBy: '按什么时间归期', source: '依据', note: '说明', nothingOut: '无',
    how: '这一行的得分', rateIs: '比率 = {part} ÷ {whole} = {rate}%', meanIs: '平均 = {part} ÷ {whole} = {rate}', fullFrom: '{full}% 起得满分', noneTo: '{none}% 及以下不得分', fullFromLow: '{full}% 及以下得满分', noneToLow: '{none}% 起不得分', between: '（{rate} − {none}）÷（{full} − {none}）= {share}%', whole: '已到满分线，得全部分值', nothingEarned: '未到零分线，不得分', nothingEarnedLow: '已到零分线，不得分', pointsAre: '得分 = {used} × {share}% = {points}', usedIs: '分值 {weight}，另有样本不足的各行匀入 {more}，共 {used}', usedOnly: '分值 {weight}',
    fewIs: '只有 {n} 件，少于 {minimum} 件：不计分。{weight} 分按比例分到其余各行。', changed: '页面打开后数据有变化：现在计入 {n} 件',
    counted: { hit: '达标', miss: '未达标', partly: '部分得分', out: '不计入' }, countedLow: { hit: '有此情形', miss: '没有此情形', partly: '部分', out: '不计入' }, all: '全部', facts: '逐件事实', noFacts: '没有这样的事实', noFactsText: '统计期内没有发生。', moreFacts: '再看一些', beside: '相伴指标', photo: '有照片', openCase: '打开案件', caseClosed: '案件不在您的辖区，只列事实', appeal: '申诉', appealLine: '对这一行申诉', appealFact: '对这件事实申诉',
    fact: '这件事实怎么计入', conditions: '逐条对照口径', part: { counts: '属于这一行', leaves_out: '不计入的情形', hits: '达标条件' }, holds: '符合', fails: '不符合', applies: '是', notApplies: '否', photos: '照片', noPhotos: '这件事实没有照片', noCase: '这件事实不涉及案件', happened: '经过', case: '案件',
    below: '由下列得分平均而来', unseen: '其中 {n} 人的得分只给本人、站长和考核员看。', unseenFacts: '另有 {n} 件是个别同事的事项，计入这一行，只给本人和负责人看。', noBelow: '下面还没有总分',
    deductions: '扣分', deduction: '扣 {points} 分', capTo: '等级最高{grade}', decided: '{at} 认定', changes: '申诉后的变化', change: '{before} → {after}', changeAt: '{at} 重算', appealLink: '看申诉',
    shown: '只展示、不计分', shownText: '这些数字不影响得分。', shownNone: '本期没有可展示的数字', open: '展开', loadShown: '看只展示的指标',
    trend: '历期总分', trendNone: '只有一期，还看不出趋势', spreadTitle: '总分分布', spreadNote: '每 5 分一档，档内个数', peers: '与同类组比较', peersNote: '{group}，共 {n} 个', peersLines: '各行在同类组中的位置', low: '最低', middle: '中位', high: '最高', own: '本对象', other: '同类', unnamed: '同类对象', bandName: '{from}–{to} 分', bandCount: '个数', periodName: '时期', nWord: '计入案件',
    chart: '图', table: '表', csv: '下载 CSV', png: '下载图片', chartKeys: '左右键逐点读数', state: { draft: '草稿', frozen: '已冻结', displayed: '公示中', final: '定稿' },
    colon: '：', levels: { member: '网格员', grid: '网格', community: '社区', town: '镇街', district: '区', department: '责任部门' }, stateWords: { draft: '按最新数据计算，还会变化', frozen: '连同事实一起保存，等待公示', displayed: '正在公示，可以申诉', final: '公示和申诉已结束，不再变化' }, until: '公示到 {at}', printTitle: '考核得分单', printFoot: '得分由系统按考核方案逐件计算，每一件可在 /assess 查看。', line: '行', signature: '签收', date: '日期',
  },
  en: {
    mine: 'My score', list: 'Scores by level', everyUnit: 'Grids to departments', whose: 'Whose score', running: 'Running (live)', period: 'Period', level: 'Level', group: 'Peer group', everyGroup: 'All', division: 'Territory', ownDivision: 'Own territory', everywhere: 'All that I may see',
    month: 'This month', quarter: 'This quarter', kind: 'Period', none: 'No scores yet', noneText: 'Scores appear once a scheme is in force and a period runs.', nobody: 'No score to look at', nobodyText: 'Your post has no score and assesses nobody.',
    asOf: 'As of {at}', simulated: 'simulated', scheme: 'Scheme version {n}', hash: 'Hash', liveNote: 'Computed now, renewed with every change', again: 'Compute again', print: 'Print', back: 'Back', backList: 'Back to the list', definition: 'Definition',
    total: 'Total', outOf: 'of 100', noTotal: 'Too few', noTotalText: 'No line has enough facts, so there is no total yet. It appears by itself.', grade: 'Grade', n: '{n} counted', nShort: '{n}', rank: 'Rank {rank}', of: 'of {of}', groupRank: '{group}: rank {rank}', rankAll: 'Overall', noRank: 'No rank', capped: 'Grade capped: {name}',
    fromList: 'Scores', best: 'Ranked ones first, highest total first', persons: 'By town, not ranked', name: 'Name', place: 'Place', more: '{n} more', rows: '{n}, {with} with a total', nothing: 'No such score', nothingText: 'Try another period or group.',
    lines: 'Where the score comes from', linesText: 'Open a line for its formula and every fact', weight: 'Weight', points: 'Points', rate: 'Rate', few: 'too few', lengthened: 'longer window', meanOf: 'Mean', weightOf: '{points} / {used}', spreadIn: '{n} spread in', fewOut: '{n} spread over the others',
    sum: '{lines} − {deducted} deducted = {total}', sumNothing: 'Sum of the lines, nothing deducted',
    window: '{first} to {last}', windowLonger: 'Fewer than {minimum} in the period: counted from {first} to {last}', minimum: 'scored from {n} on', formula: 'Formula', numerator: 'Numerator', denominator: 'Denominator', leavesOut: 'Left out', countBy: 'Counted by', source: 'Source', note: 'Note', nothingOut: 'nothing',
    how: 'Points of this line', rateIs: 'Rate = {part} ÷ {whole} = {rate}%', meanIs: 'Mean = {part} ÷ {whole} = {rate}', fullFrom: 'all points from {full}%', noneTo: 'none at {none}% or less', fullFromLow: 'all points at {full}% or less', noneToLow: 'none from {none}%', between: '({rate} − {none}) ÷ ({full} − {none}) = {share}%', whole: 'At the upper end: all points', nothingEarned: 'Below the lower end: no points', nothingEarnedLow: 'Beyond the end: no points', pointsAre: 'Points = {used} × {share}% = {points}', usedIs: 'Weight {weight}, {more} spread in from short lines: {used}', usedOnly: 'Weight {weight}',
    fewIs: 'Only {n}, fewer than {minimum}: not scored. Its {weight} points are spread over the other lines.', changed: 'Changed since the page was opened: {n} counted now',
    counted: { hit: 'Counted, met', miss: 'Counted, missed', partly: 'In part', out: 'Left out' }, countedLow: { hit: 'It happened', miss: 'It did not', partly: 'In part', out: 'Left out' }, all: 'All', facts: 'Fact by fact', noFacts: 'No such facts', noFactsText: 'Nothing of the kind in these days.', moreFacts: 'More', beside: 'Beside it', photo: 'photo', openCase: 'Open case', caseClosed: 'Outside your territory: the fact only', appeal: 'Appeal', appealLine: 'Appeal against this line', appealFact: 'Appeal against this fact',
    fact: 'How this fact counts', conditions: 'Against the formula', part: { counts: 'Belongs to the line', leaves_out: 'Left out when', hits: 'Met when' }, holds: 'holds', fails: 'does not hold', applies: 'yes', notApplies: 'no', photos: 'Photos', noPhotos: 'No photos with this fact', noCase: 'No case with this fact', happened: 'What happened', case: 'Case',
    below: 'The mean of these scores', unseen: '{n} of these scores are for the person, the head of the station and assessors alone.', unseenFacts: '{n} more are single colleagues’ work: counted here, shown to them and to those in charge.', noBelow: 'No totals below yet',
    deductions: 'Deductions', deduction: '−{points}', capTo: 'grade at most {grade}', decided: 'established {at}', changes: 'Changes after appeals', change: '{before} → {after}', changeAt: 'computed again {at}', appealLink: 'Appeal',
    shown: 'Shown, never scored', shownText: 'These figures change no score.', shownNone: 'Nothing to show in this period', open: 'Open', loadShown: 'Figures that are only shown',
    trend: 'Totals over the periods', trendNone: 'One period only: no trend yet', spreadTitle: 'Distribution of totals', spreadNote: 'bands of 5 points', peers: 'Within the peer group', peersNote: '{group}, {n} in all', peersLines: 'Each line within the group', low: 'lowest', middle: 'middle', high: 'highest', own: 'This one', other: 'Peers', unnamed: 'a peer', bandName: '{from}–{to}', bandCount: 'number', periodName: 'Period', nWord: 'n',
    chart: 'Chart', table: 'Table', csv: 'CSV', png: 'Image', chartKeys: 'arrow keys read point by point', state: { draft: 'Draft', frozen: 'Frozen', displayed: 'On display', final: 'Final' },
    colon: ': ', levels: { member: 'Member', grid: 'Grid', community: 'Community', town: 'Town', district: 'District', department: 'Department' }, stateWords: { draft: 'Counted from the newest data, still changing', frozen: 'Kept with its facts, to be displayed', displayed: 'On display, open to appeals', final: 'Display and appeals are over; nothing changes any more' }, until: 'on display until {at}', printTitle: 'Score sheet', printFoot: 'Counted fact by fact under the scheme; each can be opened on /assess.', line: 'Line', signature: 'Received', date: 'Date',
  },
}

export const useScoreWords = () => useOwnWords(words)

type Both<Key extends string> = { [name in Key | `${Key}_en`]?: string | null }

/** What the server says in both languages, in the person's; Chinese where there is no English. */
export function useSaid() {
  const { locale } = useScoreWords()
  return <Key extends string>(one: Both<Key>, name: Key): string => (locale.value === 'en' ? one[`${name}_en`] : null) || one[name] || ''
}

const GRADES: Readonly<Record<string, string>> = { excellent: 'Excellent', good: 'Good', pass: 'Pass', fail: 'Below the pass mark' }

/** The name of a grade by its code; one that a scheme added keeps the name that it was given. */
export function useGradeName() {
  const { locale } = useScoreWords()
  return (code: string | null, name: string | null): string => (locale.value === 'en' ? GRADES[code ?? ''] : null) ?? name ?? ''
}
