// 图表用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': { chart: '看图', table: '看表', csv: '下载 CSV', png: '下载图片', keys: '左右键逐点读数', reading: '{name}：{value}', failed: '图没有加载出来，下面是同样内容的表。' },
  en: { chart: 'Chart', table: 'Table', csv: 'CSV', png: 'Image', keys: 'arrow keys read point by point', reading: '{name}: {value}', failed: 'The chart did not load; the table holds the same.' },
}

export const useChartWords = () => useOwnWords(words)
