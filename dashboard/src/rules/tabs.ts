// The tabs of the page, in their order. Each is loaded when it is opened and gets {settings, me}.
import { defineAsyncComponent } from 'vue'
import type { OfficeTab } from '@shared/officeTabs'

export const TABS: readonly OfficeTab[] = [
  { key: 'routing', page: defineAsyncComponent(() => import('./routing/RoutingTab.vue')) },
  { key: 'calendar', page: defineAsyncComponent(() => import('./calendar/CalendarTab.vue')) },
  { key: 'ladder', page: defineAsyncComponent(() => import('./ladder/LadderTab.vue')) },
  { key: 'texts', page: defineAsyncComponent(() => import('./answers/TemplatesTab.vue')) },
  { key: 'evidence', page: defineAsyncComponent(() => import('./evidence/EvidenceTab.vue')) },
  { key: 'intake', page: defineAsyncComponent(() => import('./intake/IntakeTab.vue')) },
  { key: 'notices', page: defineAsyncComponent(() => import('./notices/NoticesTab.vue')) },
  { key: 'restrictions', page: defineAsyncComponent(() => import('./restrictions/RestrictionsTab.vue')) },
]
