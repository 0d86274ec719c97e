// Geometry of the small chart of days. Pure.
export interface TrendDay { date: string; reported: number; closed: number }
export interface Bar { day: TrendDay; x: number; width: number; reportedY: number; closedY: number; middle: number }
export interface TrendShape { bars: Bar[]; line: string; ticks: { y: number; value: number }[]; top: number }

const STEPS = [1, 2, 5]

/** The round value at or above `value` that two equal steps reach: 0, n, 2n. */
export function roundTop(value: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of STEPS) if (step * power * 2 >= value) return step * power * 2
  }
}

/** Bars for what was reported, a line for what was closed, in a box of `width` × `height` px. */
export function trendShape(days: readonly TrendDay[], width: number, height: number, left: number): TrendShape {
  const top = roundTop(Math.max(1, ...days.map((day) => Math.max(day.reported, day.closed))))
  const slot = (width - left) / Math.max(1, days.length)
  const y = (value: number): number => height - (value / top) * height
  const bars = days.map((day, index) => {
    const x = left + index * slot
    return { day, x: x + slot * 0.22, width: slot * 0.56, reportedY: y(day.reported), closedY: y(day.closed), middle: x + slot / 2 }
  })
  return {
    bars, top,
    line: bars.map((bar) => `${bar.middle.toFixed(1)},${bar.closedY.toFixed(1)}`).join(' '),
    ticks: [0, top / 2, top].map((value) => ({ value, y: y(value) })),
  }
}
