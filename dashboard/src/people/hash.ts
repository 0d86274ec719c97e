// Where the person is on this page, as the part of the address after `#`. No DOM.
export type Step = 'tree' | 'card' | 'map'

export interface Address {
  tab: string
  /** Code of the chosen division; null until one is chosen. */
  division: string | null
  person: number | null
  /** Pollution source whose sheet is open. */
  source: number | null
  /** Which column a phone shows. */
  step: Step
  /** Community whose sheet is to be printed. */
  print: string | null
}

const CODE = /^[0-9G]{6,20}$/

function code(text: string | null): string | null {
  return text !== null && CODE.test(text) ? text : null
}

function whole(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

export function readHash(hash: string): Address {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const step = given.get('step')
  return {
    tab: /^[a-z]{1,20}$/.test(given.get('tab') ?? '') ? given.get('tab')! : 'grids',
    division: code(given.get('division')),
    person: whole(given.get('person')),
    source: whole(given.get('source')),
    step: step === 'card' || step === 'map' ? step : 'tree',
    print: code(given.get('print')),
  }
}

export function writeHash(address: Address): string {
  const said = new URLSearchParams()
  if (address.print) said.set('print', address.print)
  if (address.tab !== 'grids') said.set('tab', address.tab)
  if (address.division) said.set('division', address.division)
  if (address.person !== null) said.set('person', String(address.person))
  if (address.source !== null) said.set('source', String(address.source))
  if (address.step !== 'tree') said.set('step', address.step)
  const text = said.toString()
  return text ? `#${text}` : ''
}
