import { describe, expect, it } from 'vitest'
import type { GridCollection, Photo } from '@shared/types'
import { narrowGroups } from '../../../dashboard/src/desk/fields/pickGroups'
import { largePhotos } from '../../../dashboard/src/desk/photoPairs'
import { boundsOf, gridQuery } from '../../../dashboard/src/desk/placeOnMap'
import { emptyReport, missingInReport, reportBody, Submission } from '../../../dashboard/src/desk/reportForm'
import { actionKey, matchesKey } from '../../../dashboard/src/desk/shortcuts'
import { chineseWords } from '../../../dashboard/src/desk/wordsChinese'
import { englishWords } from '../../../dashboard/src/desk/wordsEnglish'

const press = (key: string, more = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more })
const NOW = Date.parse('2026-11-22T02:00:00Z')

describe('keys', () => {
  it('match letters without regard to case, shift only when asked for', () => {
    expect(matchesKey(press('l'), 'L')).toBe(true)
    expect(matchesKey(press('L', { shiftKey: true }), 'L')).toBe(false)
    expect(matchesKey(press('X', { shiftKey: true }), '⇧X')).toBe(true)
    expect(matchesKey(press('l', { ctrlKey: true }), 'L')).toBe(false)
    expect(matchesKey(press('/'), '/')).toBe(true)
    expect(matchesKey(press('a'), '')).toBe(false)
  })

  it('leave J and K to the list', () => {
    expect([actionKey('K'), actionKey('j'), actionKey('L'), actionKey('')]).toEqual(['⇧K', '⇧J', 'L', ''])
  })
})

describe('pictures', () => {
  const photo = (purpose: string) => ({ id: purpose, purpose }) as Photo
  it('stand side by side when there is a before and an after', () => {
    expect(largePhotos([photo('report'), photo('confirm'), photo('after'), photo('check')])).toEqual([0, 3])
    expect(largePhotos([photo('report'), photo('report')])).toEqual([0])
    expect(largePhotos([photo('after')])).toEqual([0])
    expect(largePhotos([])).toEqual([])
  })
})

describe('picking one out of many', () => {
  const groups = [{ label: '建议', options: [{ value: 'a', label: '城市管理局' }] }, { label: '区级', options: [{ value: 'a', label: '城市管理局' }, { value: 'b', label: '水利局', hint: '河道' }] }]
  it('shows an option once, where it stands first', () => {
    expect(narrowGroups(groups, '').map((group) => group.options.map((option) => option.value))).toEqual([['a'], ['b']])
  })
  it('narrows by every word, over label, hint and group', () => {
    expect(narrowGroups(groups, '区级 河').flatMap((group) => group.options)).toHaveLength(1)
    expect(narrowGroups(groups, '没有')).toEqual([])
  })
})

describe('the small map', () => {
  const named = (code: string) => ({ code, name: code })
  it('asks for the grids around, at sea for those of the sea', () => {
    expect(gridQuery({ street_grid: named('350211103G01'), sub_grid: named('350211103901001') }, 118.1, 24.6)).toEqual({ query: { level: 'street_grid', bbox: '118.05000,24.55000,118.15000,24.65000' }, code: '350211103G01' })
    expect(gridQuery({ street_grid: null, sub_grid: named('350206000000601') }, 118.1, 24.6)).toMatchObject({ query: { level: 'sub_grid' }, code: '350206000000601' })
  })
  it('shows the whole grid, or the surroundings of the point', () => {
    const grids = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { code: 'g' }, geometry: { type: 'MultiPolygon', coordinates: [[[[118, 24], [118.1, 24], [118.1, 24.1], [118, 24]]]] } }] } as unknown as GridCollection
    expect(boundsOf(grids, 'g', 118.05, 24.05)).toEqual([118, 24, 118.1, 24.1])
    expect(boundsOf(grids, 'other', 118, 24)[0]).toBeCloseTo(117.994)
  })
})

describe('a recorded report', () => {
  it('needs source, category, place and something to go by', () => {
    const draft = emptyReport()
    expect(missingInReport(draft)).toEqual(['source', 'category', 'place', 'description'])
    Object.assign(draft, { source: '12345', category: 'A05', placeText: '桥下', description: '冒烟' })
    expect(missingInReport(draft)).toEqual([])
    expect(missingInReport(draft, true)).toEqual(['number'])
  })

  it('sends a place in WGS-84, times in UTC and a contact only when there is one', () => {
    const draft = { ...emptyReport(), source: '12345', category: 'A05', description: '冒烟', spot: { lon: 118.1, lat: 24.6 }, occurredAt: '2026-11-22T09:00' }
    const body = reportBody(draft, 'id', NOW)
    expect(body).toMatchObject({ lon: 118.1, lat: 24.6, datum: 'wgs84', occurred_at: '2026-11-22T01:00:00Z', anonymous: true, source: '12345' })
    expect(body).not.toHaveProperty('contact')
    expect(reportBody({ ...draft, phone: '13800000000' }, 'id', NOW)).toMatchObject({ anonymous: false, contact: { name: '', phone: '13800000000' } })
  })

  it('keeps its name as long as its content is the same', () => {
    const submission = new Submission()
    const draft = { ...emptyReport(), source: '12345' }
    const first = submission.bodyFor(draft, NOW).id
    expect(submission.bodyFor(draft, NOW + 60_000).id).toBe(first)
    draft.description = '冒烟'
    expect(submission.bodyFor(draft, NOW).id).not.toBe(first)
  })
})

describe('words', () => {
  const keys = (words: object, path = ''): string[] => Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [path + key] : keys(value as object, `${path}${key}.`)))
  it('are the same in both languages', () => {
    expect(keys(englishWords).sort()).toEqual(keys(chineseWords).sort())
  })
})
