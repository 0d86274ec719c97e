// Where the person is on an office page, as the part of the address after `#`: the tab and whatever it wants to remember.
import { reactive, readonly } from 'vue'

export interface Place {
  tab: string
  /** What the open tab keeps in the address, by names of its own. */
  kept: Readonly<Record<string, string>>
}

const NAME = /^[a-z]{1,20}$/
const LONGEST = 200

/** The place that an address names; `first` is the tab of an address that names none. */
export function readPlace(hash: string, first: string): Place {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const tab = given.get('tab') ?? ''
  const kept: Record<string, string> = {}
  for (const [name, value] of given) {
    if (name !== 'tab' && NAME.test(name) && value !== '' && value.length <= LONGEST) kept[name] ??= value
  }
  return { tab: NAME.test(tab) ? tab : first, kept }
}

export function writePlace({ tab, kept }: Place): string {
  return `#${new URLSearchParams({ tab, ...kept }).toString()}`
}

/** The place of this page, kept in the address bar so that a link, a reload and the back button work. Once for a page. */
export function officePlace(first: string) {
  const state = reactive<Place>(readPlace(location.hash, first)) as { tab: string; kept: Record<string, string> }

  function show(push: boolean): void {
    const url = location.pathname + location.search + writePlace(state)
    if (push) history.pushState(null, '', url)
    else history.replaceState(null, '', url)
  }

  /** Another tab, with what it should open at. */
  function openTab(tab: string, kept: Record<string, string> = {}): void {
    Object.assign(state, { tab, kept })
    show(true)
  }

  /** Keep something of the open tab (null forgets it); `push` leaves a step for the back button. */
  function remember(change: Record<string, string | null>, push = true): void {
    const kept = { ...state.kept }
    for (const [name, value] of Object.entries(change)) {
      if (value === null) delete kept[name]
      else kept[name] = value
    }
    state.kept = kept
    show(push)
  }

  const reread = (): void => void Object.assign(state, readPlace(location.hash, first))
  window.addEventListener('popstate', reread)
  window.addEventListener('hashchange', reread)
  return { address: readonly(state), openTab, remember }
}
