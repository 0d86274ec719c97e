// The tabs of the page, in their order. Each is loaded when it is opened and gets {settings, me, division}.
import { defineAsyncComponent } from 'vue'
import type { OfficeTab } from '@shared/officeTabs'

export const TABS: readonly OfficeTab[] = [
  { key: 'grids', page: defineAsyncComponent(() => import('./tree/GridsTab.vue')) },
  { key: 'roster', page: defineAsyncComponent(() => import('./roster/RosterTab.vue')) },
  { key: 'five', page: defineAsyncComponent(() => import('./five/FiveTab.vue')) },
  { key: 'texts', page: defineAsyncComponent(() => import('./texts/TextsTab.vue')) },
  { key: 'sources', page: defineAsyncComponent(() => import('./sources/SourcesTab.vue')) },
  { key: 'emergency', page: defineAsyncComponent(() => import('./emergency/EmergencyTab.vue')) },
]
