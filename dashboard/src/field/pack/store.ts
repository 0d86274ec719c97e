// The pack on the phone: named parts of what is needed without network. It goes at sign-out.
import { kept } from '../kept'

/** What was kept under this name; null when nothing was. */
export async function recall<T>(name: string): Promise<T | null> {
  return ((await (await kept()).get('pack', name))?.value as T | undefined) ?? null
}

/** When it was kept; null when it was not. */
export async function recalledAt(name: string): Promise<string | null> {
  return (await (await kept()).get('pack', name))?.at ?? null
}

/** Keep plain data under a name, in the place of what was there. */
export async function remember(name: string, value: unknown): Promise<void> {
  await (await kept()).put('pack', { name, value, at: new Date().toISOString() })
}

export async function forgetPack(): Promise<void> {
  await (await kept()).clear('pack')
}
