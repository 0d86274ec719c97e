// 方案里各张卡共同的规则：用语，以及等级和扣分怎么说。
import { useOwnWords } from '@shared/ownWords'
import type { Tell } from './rules'
import type { Deduction, Grade } from './types'

const words = {
  'zh-CN': {
    part: { grades: '等级', deductions: '查实扣分', numbers: '样本、排名和下限', peers: '同类组' }, changedMark: '已改', faulty: '要改', ruleText: '这里的规则对所有卡都算数，和权重一起批准。',
    gradeFrom: '{name} ≥ {at}', gradeLast: '{name}：其余', gradeName: '第 {n} 档的名称', gradeAt: '{name}从多少分起', gradeRest: '其余', addGrade: '加一档', dropGrade: '删去{name}', gradesHint: '从高到低；最低一档从 0 分起。系统给出的等级每期最多让奖惩变动一等，「不合格」只由人评定。', gradeCapped: '「{name}」正用作扣分后的最高等级，先到「查实扣分」里改掉才能删',
    deduction: '{name}：扣 {points} 分', cap: '，等级最高为{grade}', capOnly: '{name}：等级最高为{grade}', byFlags: '存疑核定成立即算：{flags}', byHand: '由考核员提出、另一人核定', deductionName: '扣分项名称', points: '扣几分', capTo: '等级最高为', noCap: '不限', flagsTitle: '哪些佐证存疑经人核定成立后就算（都不选，就由考核员提出、另一人核定）', addDeduction: '加一项扣分', dropDeduction: '删去{name}', newOne: '新的一项', dropped: '删去了「{name}」', undo: '撤销',
    flag: { reused: '照片重复使用', similar: '照片高度相近', unchanged: '处置前后同一照片', cluster: '自报自办集中' },
    number: { lengthen: '样本不足时延长到（天）', rank_minimum: '排名最少案件数', grassroots_minimum: '基层网格板块下限 %', coverage_days: '高风险污染源每多少天看一次', least_weight: '给总分最少要计入的权重' },
    numberHint: { lengthen: '从短到长；用第一个比本期长的，截至期末。不填就不延长。', rank_minimum: '期内计入的案件少于它，不排名。', grassroots_minimum: '镇街和区的卡上，所辖网格平均分的权重不得低于它。', coverage_days: '7 到 92 天。', least_weight: '够件数的各项原定权重合计不到它，只有各项得分，没有总分、等级和名次。' },
    days: '第 {n} 个天数', addDays: '加一个天数', dropDays: '去掉 {n} 天',
    groupNames: '有这些组', rename: '改名', addGroup: '加一组', newGroup: '新的组名', groupCount: '{n} 个镇街', districtGroup: '{name}的同类组', townGroup: '{name}的同类组', same: '随上级（{name}）', sameNone: '随上级（未归类）', none: '未归类', finer: '按社区细分', ownRows: '{n} 处单独归类', peersHint: '负担不同的地方分开比。先定区，再挑出不一样的镇街；需要时细到社区。网格随所在镇街。',
    fault: { gradeName: '每一档要有名称', gradePoints: '「{value}」的分数应为 0 到 100，最多两位小数', gradeOrder: '等级从高到低，分数不能相同', deductionName: '每一项扣分要有名称', deductionPoints: '「{value}」扣几分应为 0 到 100，最多两位小数', deductionNothing: '「{value}」既不扣分也不限等级', capGone: '「{value}」的最高等级已经没有了', flagTwice: '一种存疑只能算进一项扣分', lengthen: '延长的天数为 1 到 366，从短到长不重复', rankMinimum: '排名最少案件数至少为 1', grassrootsMinimum: '板块下限为 0 到 100', coverage_days: '高风险污染源的天数为 {value}', least_weight: '给总分最少要计入的权重为 {value}', groupName: '组名为 1 到 20 个字' },
    absent: '无',
  },
  en: {
    part: { grades: 'Grades', deductions: 'Deductions', numbers: 'Least n, ranks, minimums', peers: 'Peer groups' }, changedMark: 'changed', faulty: 'to be changed', ruleText: 'These hold for all cards and are adopted with the weights.',
    gradeFrom: '{name} ≥ {at}', gradeLast: '{name}: the rest', gradeName: 'Name of grade {n}', gradeAt: '{name} from', gradeRest: 'the rest', addGrade: 'Add a grade', dropGrade: 'Remove {name}', gradesHint: 'From the best down; the lowest begins at 0. A computed grade moves a reward by at most one grade; failing somebody is for people.', gradeCapped: '{name} is the cap of a deduction; change that first',
    deduction: '{name}: −{points}', cap: ', grade at most {grade}', capOnly: '{name}: grade at most {grade}', byFlags: 'by doubts found to hold: {flags}', byHand: 'proposed by an assessor, decided by another', deductionName: 'Name of the deduction', points: 'Points off', capTo: 'Grade at most', noCap: 'no cap', flagsTitle: 'Doubts that stand for it once a person has said that they hold (none: proposed by an assessor, decided by another)', addDeduction: 'Add a deduction', dropDeduction: 'Remove {name}', newOne: 'New one', dropped: 'Removed {name}', undo: 'Undo',
    flag: { reused: 'photo used again', similar: 'photos nearly alike', unchanged: 'same photo before and after', cluster: 'reported and handled by the same' },
    number: { lengthen: 'Longer windows (days)', rank_minimum: 'Least cases for a rank', grassroots_minimum: 'Least grassroots share %', coverage_days: 'Days of a window of coverage', least_weight: 'Least counted weight for a total' },
    numberHint: { lengthen: 'Ascending; the first longer than the period is used. None: never lengthened.', rank_minimum: 'With fewer cases there is no rank.', grassroots_minimum: 'The mean of the grids weighs at least this on cards of towns and districts.', coverage_days: '7 to 92 days.', least_weight: 'When the counted lines weigh less there are points of lines only: no total, grade or rank.' },
    days: 'Days, {n}', addDays: 'Add a window', dropDays: 'Remove {n} days',
    groupNames: 'Groups', rename: 'Rename', addGroup: 'Add a group', newGroup: 'New group', groupCount: '{n} towns', districtGroup: 'Group of {name}', townGroup: 'Group of {name}', same: 'as above ({name})', sameNone: 'as above (none)', none: 'none', finer: 'By community', ownRows: '{n} of their own', peersHint: 'Places with other burdens are compared apart: first the district, then towns that differ, down to communities where needed. Grids follow their town.',
    fault: { gradeName: 'Each grade needs a name', gradePoints: '{value}: 0 to 100 with two decimals at most', gradeOrder: 'Grades descend, none alike', deductionName: 'Each deduction needs a name', deductionPoints: '{value}: 0 to 100 points with two decimals at most', deductionNothing: '{value} takes nothing off and caps nothing', capGone: 'The cap of {value} is gone', flagTwice: 'A doubt stands for one deduction only', lengthen: 'Windows are 1 to 366 days, ascending', rankMinimum: 'Least cases for a rank: 1 or more', grassrootsMinimum: 'Least grassroots share: 0 to 100', coverage_days: 'Days of a window of coverage: {value}', least_weight: 'Least counted weight: {value}', groupName: 'Names of groups have 1 to 20 characters' },
    absent: 'none',
  },
}

export const useRuleWords = () => useOwnWords(words)

/** How grades and deductions are said; `t` of these words. */
export function tellRules(t: (key: string, named?: Record<string, unknown>) => string): Tell {
  const gradeName = (grades: readonly Grade[], code: string | null) => grades.find((one) => one.code === code)?.name ?? ''
  const points = (one: Deduction, grades: readonly Grade[]) => (one.points === '0'
    ? t('capOnly', { name: one.name, grade: gradeName(grades, one.cap) })
    : t('deduction', { name: one.name, points: one.points }) + (one.cap ? t('cap', { grade: gradeName(grades, one.cap) }) : ''))
  const how = (one: Deduction) => (one.flags.length > 0 ? t('byFlags', { flags: one.flags.map((flag) => t(`flag.${flag}`)).join('、') }) : t('byHand'))
  return {
    grade: (grade, last) => t(last ? 'gradeLast' : 'gradeFrom', { name: grade.name, at: grade.at_least }),
    deduction: (one, grades) => `${points(one, grades)}（${how(one)}）`,
  }
}
