// Names of categories, stages and sources in the language of the phone; the server speaks Chinese.
import { useI18n } from 'vue-i18n'
import type { Named } from '@shared/types'
import { useTerms } from '../../desk/terms'
import { usePack } from '../pack'

export interface Names { category: (named: Named) => string; kind: (code: string, name: string) => string; source: (code: string, name: string) => string }

export function useNames(): Names {
  const { locale } = useI18n()
  const pack = usePack()
  const terms = useTerms()
  return {
    category: (named) => (locale.value === 'en' ? pack.categories?.categories.find((one) => one.code === named.code)?.name_en || named.name : named.name),
    kind: terms.stage,
    source: terms.source,
  }
}
