// Filters as addresses, and the second key after g.
import { describe, expect, it } from 'vitest'
import { conditionsOf, filterOf, linkOf } from '../../../dashboard/src/desk/filters/filters'
import { wayOf } from '../../../dashboard/src/desk/keys/goTo'

describe('a filter is the address of its list', () => {
  it('whatever the order of its parts, without place and order of the list', () => {
    const kept = { id: 1, name: '油烟', query: { q: '油烟', division: '350211' }, link: '' }
    expect(linkOf({ q: '油烟', late: '', division: '350211' })).toBe('/api/v1/cases?division=350211&q=%E6%B2%B9%E7%83%9F')
    expect(conditionsOf('/api/v1/cases?q=a&division=350211&limit=50&order=due', ' 油烟 ')).toEqual({ q: '油烟', division: '350211' })
    expect(filterOf('/api/v1/cases?q=%E6%B2%B9%E7%83%9F&division=350211&order=due', [kept])).toBe(kept)
    expect(filterOf('/api/v1/cases?division=350211', [kept])).toBe(null)
  })
})

describe('after g', () => {
  it('a letter is a queue, a digit an own filter, the stroke the dialog', () => {
    expect(wayOf('r')).toEqual({ queue: 'reported' })
    expect(wayOf('3')).toEqual({ filter: 2 })
    expect(wayOf('/')).toEqual({ dialog: true })
    expect(wayOf('z')).toBe(null)
  })
})
