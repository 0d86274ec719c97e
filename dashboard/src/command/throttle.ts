// Figures follow the events, but not every event asks for figures.

/**
 * `ask()` runs `work` at once when the last run began at least `gapMs` ago and none is under way, otherwise once as soon
 * as both are true: however often asked, the last ask is always followed by a run that began after it.
 */
export function throttled(work: () => Promise<void>, gapMs: number): { ask: () => void; stop: () => void } {
  let began = Number.NEGATIVE_INFINITY
  let running = false
  let wanted = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  async function run(): Promise<void> {
    timer = undefined
    wanted = false
    running = true
    began = Date.now()
    try {
      await work()
    } finally {
      running = false
      if (wanted) schedule()
    }
  }
  function schedule(): void {
    if (stopped || timer !== undefined) return
    timer = setTimeout(() => void run(), Math.max(0, began + gapMs - Date.now()))
  }
  return {
    ask: () => {
      wanted = true
      if (!running) schedule()
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
