// Who was signed in on this phone, so that the app opens without network. No secret is kept here: the cookie stays with the browser.
import { shallowReactive } from 'vue'
import { signOut } from '@shared/session'
import type { Person, PublicSettings } from '@shared/types'
import { kept, type KeptPerson } from './kept'
import { sendFor } from './outbox/engine'
import { closePack } from './pack'
import { forgetPack } from './pack/store'
import { PICTURES } from './pictures'

const KEY = 'person'
/** Whether this person has been told that the phone is ready for work without network. */
export const SAID_READY = 'gridwhistle.fieldReady'

/** Whose the app is now. */
export const holder = shallowReactive<{ person: Person | null }>({ person: null })

/** Null when nobody is signed in here, or the browser keeps nothing (a private window). */
export async function keptPerson(): Promise<KeptPerson | null> {
  try {
    return (await (await kept()).get('who', KEY)) ?? null
  } catch {
    return null
  }
}

/** Another person than before: what was kept for the other one goes first. */
export async function keepPerson(person: Person, settings: PublicSettings): Promise<void> {
  const before = await keptPerson()
  if (before && before.person.id !== person.id) await wipe()
  const plain = JSON.parse(JSON.stringify({ person, settings })) as { person: Person; settings: PublicSettings }
  await (await kept()).put('who', { key: KEY, ...plain, at: new Date().toISOString() })
}

async function wipe(): Promise<void> {
  await forgetPack()
  if ('caches' in window) await caches.delete(PICTURES)
}

/** Sign out and take along everything kept but unsent work, which waits for its owner. */
export async function leavePhone(): Promise<void> {
  sendFor(null)
  closePack()
  holder.person = null
  await wipe()
  await (await kept()).delete('who', KEY)
  localStorage.removeItem(SAID_READY)
  await signOut().catch(() => undefined)
}
