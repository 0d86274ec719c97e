// How much room this phone still gives the app.
export const SCARCE_BYTES = 40_000_000

/** Free bytes as the browser guesses them; null when it does not say. */
export async function freeRoom(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate()
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage)
  } catch {
    return null
  }
}

/** Ask that the browser does not clear away what waits here; it may say no. */
export async function askToStay(): Promise<boolean> {
  try {
    return await navigator.storage.persist()
  } catch {
    return false
  }
}
