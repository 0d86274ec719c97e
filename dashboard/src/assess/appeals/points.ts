// Figures of a score as people read them. No DOM.

/** Thousandths as they are shown: two places, half up, as the score's own page writes them. */
export function shownPoints(thousandths: number | null): string {
  if (thousandths === null) return '—'
  const hundredths = Math.floor((Math.abs(thousandths) + 5) / 10)
  const sign = thousandths < 0 && hundredths > 0 ? '−' : ''
  return `${sign}${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

/** How a score moved: +1.25, −0.40; empty when one side has no total. */
export function moved(before: number | null, after: number | null): string {
  if (before === null || after === null) return ''
  const by = after - before
  return by === 0 ? '±0.00' : `${by > 0 ? '+' : ''}${shownPoints(by)}`
}
