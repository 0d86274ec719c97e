// The tabs at the bottom of the phone. Each is loaded when it is opened and kept for work without network.
import { defineAsyncComponent, type Component } from 'vue'
import type { IconName } from '@shared/Icon.vue'

export interface Tab { key: string; icon: IconName; page: Component }

export const TABS: Tab[] = [
  { key: 'tasks', icon: 'list', page: defineAsyncComponent(() => import('./tasks/TasksTab.vue')) },
  { key: 'map', icon: 'map', page: defineAsyncComponent(() => import('./map/MapTab.vue')) },
  { key: 'report', icon: 'camera', page: defineAsyncComponent(() => import('./report/ReportTab.vue')) },
  { key: 'patrol', icon: 'pin', page: defineAsyncComponent(() => import('./patrol/PatrolTab.vue')) },
  { key: 'mine', icon: 'user', page: defineAsyncComponent(() => import('./mine/MineTab.vue')) },
]
