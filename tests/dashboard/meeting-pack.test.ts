import { describe, expect, it } from 'vitest'
import { dayAfter, moved, noted, ownerLabel, ownerOf, toggled, wishOf } from '../../dashboard/src/assess/meeting/layout'
import { counts, ROWS, shownParts, slidesOf } from '../../dashboard/src/assess/meeting/slides'
import type { Item, Layout, OwnerChoice, Pack, Part, Row } from '../../dashboard/src/assess/meeting/types'

const row = (ref: string, more: Partial<Row> = {}): Row => ({ ref, title: ref, grid: '', text: '', who: '', value: '', case_id: null, source_id: null, late: false, ...more })
const part = (key: string, n: number): Part => ({ key, title: key, definition: '', n, rows: Array.from({ length: n }, (_, at) => row(`${key}:${at}`)) })
const layout: Layout = { order: ['grids', 'late', 'unseen', 'gaps'], hidden: [], notes: {} }
const pack = (more: Partial<Pack>): Pack => ({ parts: [part('late', 7), part('unseen', 0), part('grids', 3)], layout, may_edit: true, review: '', good: null, bad: null, items: [], ...more } as Pack)

describe('what is shown of a pack', () => {
  it('keeps the order of the head and leaves out what was left out', () => {
    const parts = shownParts(pack({ layout: { ...layout, hidden: ['unseen', 'late:1'], notes: { late: '周三前清零' } } }))
    expect(parts.map((one) => one.key)).toEqual(['grids', 'late'])
    expect(parts[1]).toMatchObject({ left_out: 1, note: '周三前清零' })
    expect(parts[1]!.rows.map((one) => one.ref)).not.toContain('late:1')
  })

  it('shows a signed pack as it was frozen, whatever a layout says', () => {
    expect(shownParts(pack({ may_edit: false, layout: { ...layout, hidden: ['late'] } })).map((one) => one.key)).toEqual(['late', 'unseen', 'grids'])
  })

  it('counts for the head of the page only what is shown', () => {
    expect(counts(shownParts(pack({ layout: { ...layout, hidden: ['unseen'] } })))).toEqual([{ key: 'late', n: 7 }])
  })
})

describe('slides of a pack', () => {
  it('goes on over several slides, gathers what is clear, ends with what was agreed', () => {
    const items = Array.from({ length: ROWS + 1 }, (_, id) => ({ id, words: '看一看' }) as Item)
    const slides = slidesOf(pack({ review: '周三前清零', items }))
    expect(slides.map((one) => one.kind)).toEqual(['title', 'grids', 'rows', 'rows', 'clear', 'review', 'items', 'items'])
    expect(slides[3]).toMatchObject({ at: 2, all: 2, rows: [{ ref: 'late:5' }, { ref: 'late:6' }] })
    expect(slides[4]).toMatchObject({ parts: [{ key: 'unseen' }] })
  })
})

describe('the arrangement', () => {
  it('leaves out and shows again', () => {
    const out = toggled(layout, 'late:1')
    expect(out.hidden).toEqual(['late:1'])
    expect(toggled(out, 'late:1').hidden).toEqual([])
  })

  it('moves among the parts that the pack has, and not past the ends', () => {
    const has = ['grids', 'late', 'gaps']
    expect(moved(layout, 'gaps', -1, has).order).toEqual(['grids', 'gaps', 'late', 'unseen'])
    expect(moved(layout, 'grids', -1, has)).toBe(layout)
    expect(moved(layout, 'gaps', 1, has)).toBe(layout)
  })

  it('keeps no empty note', () => {
    expect(noted(noted(layout, 'late', ' 盯住 '), 'late', ' ').notes).toEqual({})
  })
})

describe('whose an action is', () => {
  const choices: OwnerChoice[] = [
    { kind: 'grid', code: 'G01', person_id: null, name: '后溪镇第01网格', role: '网格' },
    { kind: 'person', code: null, person_id: 2, name: '林溪', role: '网格员 · 后溪镇第01网格' },
    { kind: 'person', code: null, person_id: 3, name: '林溪', role: '网格员 · 后溪镇第02网格' },
  ]

  it('is known by the whole label, or by a name that only one has', () => {
    expect(ownerOf(choices, ' 后溪镇第01网格 ')?.code).toBe('G01')
    expect(ownerOf(choices, ownerLabel(choices[2]!))?.person_id).toBe(3)
    expect(ownerOf(choices, '林溪')).toBeNull()
    expect(ownerOf(choices, '')).toBeNull()
  })

  it('comes from the row that is assigned', () => {
    const late = row('late:1', { title: '露天焚烧', grid: '后溪镇第01网格', text: 'HB35 · 河堤内侧 · 处置应于 11月17日 完成' })
    expect(wishOf(late, '盯住办结')).toEqual({ words: '盯住办结：露天焚烧（河堤内侧，HB35）', owner: '后溪镇第01网格' })
  })

  it('counts days over the end of a month', () => {
    expect(dayAfter('2026-11-28', 3)).toBe('2026-12-01')
  })
})
