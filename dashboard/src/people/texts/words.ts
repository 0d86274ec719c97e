// 手册与职责用语。
import { useOwnWords } from '@shared/ownWords'

const words = {
  'zh-CN': {
    tabs: { label: '文本', handbook: '网格员手册', duties: '职责清单', editions: '版本与修订' },
    edition: { city: '全市文本', district: '{name}版本', version: '第 {n} 版 · {at} 发布', none: '本区没有自己的版本，用全市文本', simulated: '演示文本' },
    source: { city: '全市', district: '本区' },
    find: '搜索：气味、油烟、渣土、A05…', groups: '类别', all: '全部', nothing: '没有找到', nothingText: '换一个词试试。', found: '{n} 条',
    look: '怎么看', photograph: '拍什么', in_charge: '谁管', limits: '时限', law: '法条', note: '安全', unsaid: '—', empty: '还没有发布手册', emptyText: '协调员或管理员可在「版本与修订」起草、发布。',
    duty: { in: '清单内：可以交办', out: '清单外：不得委托或摊派给村（居）和网格员', lead: '主责', assist: '协助', basis: '依据', item: '事项', part: '责任', code: '编号', only: { all: '全部', in: '清单内', out: '清单外' }, empty: '还没有发布职责清单', n: '{n} 项' },
    editions: {
      of: '谁的文本', cityName: '全市', kinds: { handbook: '网格员手册', duties: '职责清单', rewards: '奖惩办法' }, draft: '草稿', inForce: '现行', was: '旧版', open: '查看', edit: '修改草稿', begin: '起草新版本', none: '还没有版本', version: '第 {n} 版', published: '{at} 发布', created: '{at} 起草',
      back: '返回列表', title: '标题', save: '保存草稿', saving: '正在保存…', saved: '草稿已保存', publish: '发布', publishing: '正在发布…', publishSure: '再点一次：发布后不能再改，{n} 处变化立即对所有人生效', publishedNow: '已发布', changes: '与现行版本相比：{n} 处变化', noChanges: '与现行版本相同', firstText: '还没有现行版本，这是第一版',
      what: { added: '新增', changed: '修改', removed: '删去' }, before: '原文', after: '现文', add: '添一条', drop: '删去这一条', category: '类别', chooseCategory: '选类别', asCity: '不写则沿用全市文本', unsaved: '有没保存的修改', rows: '{n} 条', findRow: '找一条',
      columns: { look: '怎么看', photograph: '拍什么', note: '安全与注意', item: '事项', basis: '依据', part: '责任', scope: '范围', kind: '类型', text: '内容', code: '编号（如 ZZ01）' },
      values: { lead: '主责', assist: '协助', in: '清单内', out: '清单外', reward: '奖励', penalty: '扣罚', bound: '边界' },
    },
  },
  en: {
    tabs: { label: 'Texts', handbook: 'Handbook', duties: 'Duty list', editions: 'Editions' },
    edition: { city: 'City text', district: 'Edition of {name}', version: 'version {n} · published {at}', none: 'This district has no edition of its own; the city text holds', simulated: 'Demonstration text' },
    source: { city: 'City', district: 'District' },
    find: 'Search: smell, fumes, dust, A05…', groups: 'Kinds', all: 'All', nothing: 'Nothing found', nothingText: 'Try another word.', found: '{n} entries',
    look: 'What to look for', photograph: 'What to photograph', in_charge: 'Who is in charge', limits: 'Limits', law: 'Law', note: 'Safety', unsaid: '—', empty: 'No handbook has been published', emptyText: 'Coordinators and administrators draft and publish under “Editions”.',
    duty: { in: 'On the list: may be asked for', out: 'Off the list: must not be passed on to villages or members', lead: 'Lead', assist: 'Assist', basis: 'Basis', item: 'Item', part: 'Part', code: 'Code', only: { all: 'All', in: 'On the list', out: 'Off the list' }, empty: 'No duty list has been published', n: '{n} items' },
    editions: {
      of: 'Whose texts', cityName: 'City', kinds: { handbook: 'Handbook', duties: 'Duty list', rewards: 'Rewards' }, draft: 'Draft', inForce: 'In force', was: 'Earlier', open: 'Open', edit: 'Edit draft', begin: 'Draft a new version', none: 'No editions yet', version: 'Version {n}', published: 'published {at}', created: 'drafted {at}',
      back: 'Back to the list', title: 'Title', save: 'Save draft', saving: 'Saving…', saved: 'Draft saved', publish: 'Publish', publishing: 'Publishing…', publishSure: 'Once more: it cannot be changed afterwards, {n} changes hold for everybody at once', publishedNow: 'Published', changes: 'Against the edition in force: {n} changes', noChanges: 'Same as the edition in force', firstText: 'Nothing is in force yet: this is the first version',
      what: { added: 'Added', changed: 'Changed', removed: 'Removed' }, before: 'Before', after: 'Now', add: 'Add an entry', drop: 'Remove this entry', category: 'Kind', chooseCategory: 'Choose a kind', asCity: 'Blank: as in the city text', unsaved: 'There are unsaved changes', rows: '{n} entries', findRow: 'Find an entry',
      columns: { look: 'What to look for', photograph: 'What to photograph', note: 'Safety and notes', item: 'Item', basis: 'Basis', part: 'Part', scope: 'Scope', kind: 'Kind', text: 'Text', code: 'Code (such as ZZ01)' },
      values: { lead: 'Lead', assist: 'Assist', in: 'On the list', out: 'Off the list', reward: 'Reward', penalty: 'Penalty', bound: 'Bound' },
    },
  },
}

export const useTextWords = () => useOwnWords(words)
