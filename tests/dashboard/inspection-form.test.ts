import { describe, expect, it } from 'vitest'
import { bounds, freshCode, metres, missing, rate, verdict, wantsPhoto } from '../../dashboard/src/assess/inspections/form'
import type { Item } from '../../dashboard/src/assess/inspections/types'

const item = (given: Partial<Item>): Item => ({ code: 'a', text: '净化设施开着', kind: 'yes_no', points: 10, photo: 'finding', good: 'yes', at_least: null, at_most: null, unit: '', choices: [], category: null, ...given })

describe('a form filled in on site', () => {
  it('tells at once what an answer means', () => {
    expect(verdict(item({}), '')).toBe('open')
    expect(verdict(item({}), 'yes')).toBe('right')
    expect(verdict(item({ good: 'no' }), 'yes')).toBe('finding')
    expect(verdict(item({}), 'na')).toBe('none')
    const days = item({ kind: 'number', at_most: '90' })
    expect([verdict(days, '90'), verdict(days, '90.5'), verdict(days, '很久')]).toEqual(['right', 'finding', 'open'])
    const drain = item({ kind: 'choice', choices: [{ code: 'rain', name: '雨水管', points: 0, finding: true }] })
    expect(verdict(drain, 'rain')).toBe('finding')
  })

  it('wants a picture where something is wrong, and names what stands in the way', () => {
    expect(wantsPhoto(item({}), 'yes')).toBe(false)
    expect(wantsPhoto(item({}), 'no')).toBe(true)
    expect(wantsPhoto(item({ photo: 'always' }), 'na')).toBe(false)
    const form = [item({}), item({ code: 'b', photo: 'always' })]
    const answers = { a: { value: 'no', note: '' }, b: { value: '', note: '' } }
    expect(missing(form, answers, { a: 0 })).toEqual(['a', 'b'])
    expect(missing(form, { ...answers, b: { value: 'na', note: '' } }, { a: 1 })).toEqual([])
  })

  it('says bounds and rates as the server counts them', () => {
    expect(bounds(item({ kind: 'number', at_least: '1', at_most: '90', unit: '天' }))).toBe('≥ 1，≤ 90 天')
    expect([rate(1, 3), rate(2, 3), rate(1, 2000), rate(0, 0)]).toEqual(['33.3', '66.7', '0.1', null])
  })

  it('gives new items a code of their own and puts the nearest first', () => {
    expect(freshCode('item', ['item2', 'item1'])).toBe('item3')
    expect(freshCode('item', ['item2'])).toBe('item3')
    expect(Math.round(metres({ lon: 118, lat: 24.5 }, { lon: 118, lat: 24.51 }))).toBe(1112)
  })
})
