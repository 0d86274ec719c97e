// 案件来历用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': { inspection: '来自专项检查', checks: '平台巡查抽到过', points: '{part} / {whole} 分' },
  en: { inspection: 'From a special inspection', checks: 'Drawn by platform checks', points: '{part} / {whole} points' },
}

export const useOriginWords = () => useOwnWords(words)
