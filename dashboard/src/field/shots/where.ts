// Where the phone is when the shutter is pressed. Asked for one picture, kept with it, never followed.
export interface Where { lon: number; lat: number; accuracyM: number }

const PATIENCE_MS = 8_000
const FRESH_MS = 15_000

/** The phone's place now; null without permission, without a sensor or when it takes too long. */
export function whereNow(): Promise<Where | null> {
  if (!navigator.geolocation) return Promise.resolve(null)
  return new Promise((done) => {
    // Some phones call neither back when the sensor is off.
    const late = setTimeout(() => done(null), PATIENCE_MS + 500)
    const tell = (where: Where | null) => {
      clearTimeout(late)
      done(where)
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => tell({ lon: coords.longitude, lat: coords.latitude, accuracyM: Math.round(coords.accuracy) }),
      () => tell(null), { enableHighAccuracy: true, maximumAge: FRESH_MS, timeout: PATIENCE_MS })
  })
}
