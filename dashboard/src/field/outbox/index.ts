// What was done in the field and waits to be sent. The parts of the app hand in one intended write each.
import type { NewItem } from '../types'

/** Keep it on the phone, pictures and words in one piece; it is sent by itself. Gives its id. */
export async function enqueue(item: NewItem): Promise<string> {
  throw new Error(`not kept: ${item.title}`)
}
