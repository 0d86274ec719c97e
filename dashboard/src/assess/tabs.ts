// The tabs of the page, in their order, and who needs which. Each is loaded when it is opened and gets {settings, me}.
import { defineAsyncComponent } from 'vue'
import type { OfficeTab } from '@shared/officeTabs'
import type { Post } from '@shared/types'

export interface Tab extends OfficeTab {
  /** Roles that find the tab in their bar; none named means everybody. A link opens it for others too. */
  roles?: readonly string[]
}

const LEADING = ['leader', 'coordinator', 'auditor', 'assessor']
const UNITS = [...LEADING, 'station_head', 'station_officer', 'department_officer', 'district_dispatcher', 'city_dispatcher']
const HEADS = [...UNITS, 'community_head', 'grid_head']

export const TABS: readonly Tab[] = [
  { key: 'scores', page: defineAsyncComponent(() => import('./scores/ScoresTab.vue')) },
  { key: 'meeting', page: defineAsyncComponent(() => import('./meeting/MeetingTab.vue')), roles: [...LEADING, 'station_head', 'station_officer', 'community_head', 'grid_head', 'grid_member', 'department_officer'] },
  { key: 'reminders', page: defineAsyncComponent(() => import('./reminders/RemindersTab.vue')) },
  { key: 'checks', page: defineAsyncComponent(() => import('./checks/ChecksTab.vue')), roles: [...LEADING, 'station_head', 'station_officer'] },
  { key: 'inspections', page: defineAsyncComponent(() => import('./inspections/InspectionsTab.vue')), roles: UNITS },
  { key: 'appeals', page: defineAsyncComponent(() => import('./appeals/AppealsTab.vue')) },
  { key: 'publishing', page: defineAsyncComponent(() => import('./publishing/PublishingTab.vue')), roles: [...HEADS, 'grid_member'] },
  { key: 'schemes', page: defineAsyncComponent(() => import('./schemes/SchemesTab.vue')), roles: HEADS },
  { key: 'burden', page: defineAsyncComponent(() => import('./burden/BurdenTab.vue')), roles: HEADS },
]

/** What stands in the bar of somebody with these posts; the tab that a link opened is always among them. */
export function tabsOf(posts: readonly Pick<Post, 'role'>[], open: string): Tab[] {
  return TABS.filter((tab) => tab.key === open || !tab.roles || posts.some((post) => tab.roles!.includes(post.role)))
}
