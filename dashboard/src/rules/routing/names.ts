// Conditions of a rule as short texts, in the reader's language.
import { useI18n } from 'vue-i18n'
import { useOwnWords } from '@shared/ownWords'
import { catalogue, findCategory } from '../../desk/terms'
import type { Rule, Sheet } from './types'
import { routingTabWords } from './words'

export function useRuleNames(sheet: () => Sheet | null) {
  const { t } = useOwnWords(routingTabWords)
  const { locale } = useI18n()
  const english = () => locale.value === 'en'
  const pick = (row: { name: string; name_en?: string } | null | undefined, code: string) => (row ? (english() ? row.name_en || row.name : row.name) : code)
  const category = (code: string) => {
    const row = findCategory(code)
    return row ? (english() ? row.public_name_en || row.name_en || row.name : row.public_name || row.name) : code
  }
  const premises = (code: string) => pick(sheet()?.premises.find((row) => row.code === code), code)
  const kind = (code: string) => pick(sheet()?.kinds.find((row) => row.code === code), code)
  const source = (code: string) => pick(catalogue.value?.sources.find((row) => row.code === code), code)
  const list = (names: string[]) => names.join(english() ? ', ' : '、')

  function conditions(rule: Rule): string[] {
    const { when } = rule
    const named: [string, string[]][] = [
      ['categories', (when.categories ?? []).map(category)], ['divisions', rule.divisions.map((row) => row.name)],
      ['premises', (when.premises ?? []).map(premises)], ['sources', (when.sources ?? []).map(source)],
      ['hours', when.hours ? [when.hours.join('–')] : []], ['days', when.days ? [when.days.join('–')] : []],
    ]
    const said = named.filter(([, names]) => names.length > 0).map(([key, names]) => `${t(`when.${key}`)} ${list(names)}`)
    return when.working ? [...said, t(`when.${when.working}`)] : said
  }

  function target(rule: Rule): string {
    const goes = rule.target
    if (goes.same_as) return t('sameAs', { name: goes.same_as_name ?? '' })
    const lead = rule.unit?.name ?? goes.unit ?? `${kind(goes.kind ?? '')}（${t(`target.${goes.level ?? 'district'}`)}）`
    const assist = (goes.assist ?? []).map(kind)
    return `${lead} ${t('lead')}${assist.length > 0 ? ` · ${list(assist)} ${t('assist')}` : ''}`
  }

  return { category, premises, kind, source, conditions, target }
}
