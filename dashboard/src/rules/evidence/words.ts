// 佐证阈值用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    intro: '并案建议、照片与行为存疑、盲查的阈值。没有公开标准，默认值是本系统自定的；更改由市级系统管理员作出，记入账本，对以后的判断生效。', bounds: '{least}–{most}，默认 {usual}', save: '保存', saved: '已保存', changed: '已更改',
    group: { duplicates: '并案建议', recurrence: '复发', declined: '不予受理的附近又有反映', photos: '照片', people: '行为', recheck: '盲查' },
    name: {
      suggest_m: '比较多少米以内的案件', suggest_days: '已结案件多少天内还拿来比较', suggest_score: '多少分以上提示', recurrence_m: '同一地点：多少米以内', recurrence_days: '结案后多少天内', declined_m: '多少米以内', declined_days: '不予受理后多少天内', declined_reports: '几件反映提请复核',
      same_bits: '照片指纹不同几位以内算同一张（共 128 位）', similar_bits: '不同几位以内算高度相近', far_m: '工作人员照片离案件地点多少米以上', reporter_far_m: '反映人照片离所标地点多少米以上', clock_minutes: '手机时钟允许差几分钟', speed_kmh: '两处之间时速多少公里以上', speed_m: '两处相距多少米以上才算', cluster_cases: '自报自办的轻微案件几件起', cluster_days: '几天之内', cluster_m: '彼此多少米之内', recheck_percent: '抽查比例（%）',
    },
  },
  en: {
    intro: 'Thresholds of suggested duplicates, doubts and second looks. There is no published standard: these are this system’s own defaults. Administrators of the city change them, the ledger tells, and later judgements follow them.', bounds: '{least}–{most}, by default {usual}', save: 'Save', saved: 'Saved', changed: 'Changed',
    group: { duplicates: 'Duplicates', recurrence: 'Recurrence', declined: 'Reported again near a refusal', photos: 'Photos', people: 'Conduct', recheck: 'Second looks' },
    name: {
      suggest_m: 'Compare cases within (m)', suggest_days: 'Closed cases are compared for (days)', suggest_score: 'Suggest from a score of', recurrence_m: 'The same spot: within (m)', recurrence_days: 'Within (days) of closing', declined_m: 'Within (m)', declined_days: 'Within (days) of the refusal', declined_reports: 'Reports that call for a review',
      same_bits: 'Prints of one photo differ in at most (of 128 bits)', similar_bits: 'Very similar: at most', far_m: 'Staff photos: further than (m)', reporter_far_m: 'Reporters’ photos: further than (m)', clock_minutes: 'Clocks may be wrong by (min)', speed_kmh: 'Faster than (km/h)', speed_m: 'Only for places further apart than (m)', cluster_cases: 'Trifles reported and handled by one person, from', cluster_days: 'Within (days)', cluster_m: 'Within (m) of each other', recheck_percent: 'Share drawn (%)',
    },
  },
}

export const useEvidenceWords = () => useOwnWords(words)
