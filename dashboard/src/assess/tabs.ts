// The tabs of the page, in their order. Each is loaded when it is opened and gets {settings, me}.
import { defineAsyncComponent, type Component } from 'vue'

export interface Tab {
  /** Word under `tabs.` and part of the address. */
  key: string
  page: Component
}

export const TABS: readonly Tab[] = [
  { key: 'scores', page: defineAsyncComponent(() => import('./scores/ScoresTab.vue')) },
  { key: 'meeting', page: defineAsyncComponent(() => import('./meeting/MeetingTab.vue')) },
  { key: 'reminders', page: defineAsyncComponent(() => import('./reminders/RemindersTab.vue')) },
  { key: 'checks', page: defineAsyncComponent(() => import('./checks/ChecksTab.vue')) },
  { key: 'inspections', page: defineAsyncComponent(() => import('./inspections/InspectionsTab.vue')) },
  { key: 'appeals', page: defineAsyncComponent(() => import('./appeals/AppealsTab.vue')) },
  { key: 'publishing', page: defineAsyncComponent(() => import('./publishing/PublishingTab.vue')) },
  { key: 'schemes', page: defineAsyncComponent(() => import('./schemes/SchemesTab.vue')) },
  { key: 'burden', page: defineAsyncComponent(() => import('./burden/BurdenTab.vue')) },
]
