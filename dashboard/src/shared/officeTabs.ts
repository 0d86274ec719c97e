// A tab of an office page. Each page adds what its own tabs need.
import type { Component } from 'vue'

export interface OfficeTab {
  /** Word under `tabs.` and part of the address. */
  key: string
  page: Component
}
