// 网格与人员用语。
import type { Words } from '@shared/i18n'

export const chineseWords: Words = {
  title: '网格与人员', pageTitle: '网格与人员 · 网格哨',
  signIn: { title: '网格与人员', text: '每一平方米此刻由谁负责。请用工作账号登录', demo: '演示账号见数据目录下的 demo-accounts.json' },
  bar: { desk: '工作台', light: '浅色界面', dark: '深色界面' },
  tabs: { title: '页面', grids: '网格与人员', roster: '值班表', five: '五定', texts: '手册与职责', emergency: '应急' },
  level: { city: '市', district: '区', town: '镇街', street_grid: '网格', community: '社区', sub_grid: '社区网格' },
  tree: {
    title: '区划', noHead: '缺网格长', people: '{n} 人', five: '五定 {fixed}/{of}', open: '展开', close: '收起', nothing: '下面没有更细的区划',
    hint: '↑ ↓ 移动，→ 展开，← 收起，直接输入名称可跳转', failed: '没有取到',
  },
}
