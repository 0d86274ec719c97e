// Where the person is on this page, as the part of the address after `#`: the tab and whatever it wants to remember. No DOM.
export interface Place {
  tab: string
  /** What the open tab keeps in the address, by names of its own. */
  kept: Readonly<Record<string, string>>
}

const NAME = /^[a-z]{1,20}$/
const LONGEST = 200

export function readPlace(hash: string, first = 'scores'): Place {
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
