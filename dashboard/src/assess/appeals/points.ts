// Figures of a score as people read them. No DOM.

/** Thousandths with all their digits, as the score's own page writes them. */
export function shownPoints(thousandths: number | null): string {
  return thousandths === null ? '—' : `${thousandths < 0 ? '−' : ''}${(Math.abs(thousandths) / 1000).toFixed(3)}`
}

/** How a score moved: +1.250, −0.400; empty when one side has no total. */
export function moved(before: number | null, after: number | null): string {
  if (before === null || after === null) return ''
  const by = after - before
  return by === 0 ? '±0.000' : `${by > 0 ? '+' : ''}${shownPoints(by)}`
}
