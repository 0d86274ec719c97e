import { describe, expect, it } from 'vitest'
import { bodyOf, freshDraft, hasContent, missingFields, occurredAt, usableDraft, type Draft } from '@report/draft'

const NOW = Date.parse('2026-11-22T02:00:00Z')
const HOUR = 3_600_000
const draft = (changes: Partial<Draft> = {}): Draft => ({ ...freshDraft('b3c1f6de-0000-4000-8000-000000000001', NOW), ...changes })
const photo = (takenAt: number) => ({ key: String(takenAt), name: 'a.jpg', blob: new Blob(['x']), takenAt })

describe('what a draft still needs', () => {
  it('asks a complaint for a place and a kind, nothing else', () => {
    expect(missingFields(draft())).toEqual(['place', 'category'])
    expect(missingFields(draft({ placeText: '桥下', category: 'Z00' }))).toEqual([])
    expect(missingFields(draft({ spot: { lon: 118.1, lat: 24.5, by: 'pin' }, category: 'A05' }))).toEqual([])
  })

  it('asks feedback and suggestions for words only', () => {
    expect(missingFields(draft({ intent: 'suggestion', description: '  ' }))).toEqual(['description'])
    expect(missingFields(draft({ intent: 'feedback', description: '多设一个桶' }))).toEqual([])
  })

  it('looks at a phone number only when one is given', () => {
    const named = { placeText: '桥下', category: 'Z00', anonymous: false }
    expect(missingFields(draft(named))).toEqual([])
    expect(missingFields(draft({ ...named, contactPhone: '12' }))).toEqual(['contact'])
    expect(missingFields(draft({ ...named, contactPhone: '+86 138-0000-0000' }))).toEqual([])
  })
})

describe('what is sent', () => {
  it('leaves out what is absent and never sends a contact of somebody anonymous', () => {
    const body = bodyOf(draft({ category: 'A05', contactName: '林', contactPhone: '13800000000', placeText: ' 桥下 ' }), NOW)
    expect(body).toMatchObject({ intent: 'complaint', category: 'A05', place_text: '桥下', anonymous: true, datum: 'wgs84', occurred_at: '2026-11-22T02:00:00.000Z' })
    for (const absent of ['contact', 'lon', 'lat', 'device_lon', 'sent_at']) expect(body).not.toHaveProperty(absent)
  })

  it('keeps where the problem is apart from where the phone was', () => {
    const body = bodyOf(draft({ spot: { lon: 118.1, lat: 24.5, by: 'pin' }, device: { lon: 118.2, lat: 24.6, accuracy_m: 8 } }), NOW)
    expect(body).toMatchObject({ lon: 118.1, lat: 24.5, device_lon: 118.2, device_lat: 24.6, accuracy_m: 8 })
  })

  it('gives only the contact that was filled in', () => {
    expect(bodyOf(draft({ anonymous: false, contactPhone: '13800000000' }), NOW).contact).toEqual({ phone: '13800000000' })
    expect(bodyOf(draft({ anonymous: false }), NOW)).not.toHaveProperty('contact')
  })

  it('gives opinions and suggestions their own kind', () => {
    expect(bodyOf(draft({ intent: 'feedback', category: 'A05', description: '意见' }), NOW).category).toBe('M01')
    expect(bodyOf(draft({ intent: 'suggestion', description: '建议' }), NOW).category).toBe('M02')
  })

  it('takes the time from the photos, never from the future or from long ago', () => {
    expect(occurredAt(draft({ photos: [photo(NOW - HOUR), photo(NOW - 2 * HOUR)] }), NOW)).toBe(NOW - 2 * HOUR)
    expect(occurredAt(draft({ photos: [photo(NOW + HOUR), photo(NOW - 40 * HOUR)] }), NOW)).toBe(NOW)
  })
})

describe('what survives a reload', () => {
  it('keeps a whole draft for a day', () => {
    const kept = draft({ description: '每天傍晚' })
    expect(usableDraft(kept, NOW + 23 * HOUR)).toEqual(kept)
    expect(usableDraft(kept, NOW + 25 * HOUR)).toBeNull()
  })

  it('keeps what was sent and not answered for a week, word for word', () => {
    const kept = draft({ sent: { id: 'x', occurred_at: '2026-11-22T02:00:00.000Z' } })
    expect(usableDraft(kept, NOW + 6 * 24 * HOUR)?.sent).toEqual(kept.sent)
    expect(usableDraft(kept, NOW + 8 * 24 * HOUR)).toBeNull()
  })

  it('refuses what is broken or from a clock that ran ahead', () => {
    for (const broken of [undefined, null, {}, { id: 1, startedAt: NOW, photos: [] }, { id: 'x', startedAt: NOW }]) expect(usableDraft(broken, NOW)).toBeNull()
    expect(usableDraft(draft(), NOW - 2 * HOUR)).toBeNull()
  })

  it('fills fields that an older version did not know', () => {
    const { recuse, ...older } = draft({ description: 'x' })
    expect(recuse).toBe(false)
    expect(usableDraft(older, NOW)?.recuse).toBe(false)
  })

  it('knows an untouched draft', () => {
    expect(hasContent(draft())).toBe(false)
    expect(hasContent(draft({ photos: [photo(NOW)] }))).toBe(true)
  })
})
