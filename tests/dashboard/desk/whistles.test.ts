import { describe, expect, it } from 'vitest'
import type { Whistle, WhistleCall } from '@shared/whistles'
import { byUrgency, running } from '@shared/whistles'
import { asked, bodyOf, missing } from '../../../dashboard/src/desk/whistles/acts'

const call = (more: Partial<WhistleCall>) => ({ id: 7, due_at: null, arrive_by: '2026-11-23T04:00:00Z', sides: ['called'], can: [], ...more }) as WhistleCall
const whistle = (called_at: string, ...calls: WhistleCall[]) => ({ called_at, calls }) as Whistle

describe('acts on a called unit', () => {
  it('ask for what each needs and leave out what is empty', () => {
    expect(missing('decline', call({}), { reason_code: 'not-ours', text: '  ' })).toEqual(['text'])
    expect(missing('arrive', call({}), {})).toEqual([])
    expect(missing('pass-on', call({}), { lead: [], assist: [], text: '请牵头' })).toEqual(['lead'])
    expect(missing('call', null, { assist: [] })).toEqual(['assist'])
    expect(bodyOf('arrive', call({}), { lon: 118, lat: 24, text: '' })).toEqual({ call: 7, lon: 118, lat: 24 })
    expect(bodyOf('pass-on', call({}), { lead: ['350211-ST'], assist: [], text: ' 请牵头 ' })).toEqual({ call: 7, lead: '350211-ST', text: '请牵头' })
    expect(bodyOf('contest:rating', call({}), { text: '不公' })).toEqual({ call: 7, text: '不公', topic: 'rating' })
  })

  it('rate the answer from one side and the whistle from the other', () => {
    expect(asked('rate', call({ sides: ['caller'] }))).toEqual(['attendance', 'attitude', 'outcome', 'text'])
    expect(asked('rate', call({ sides: ['caller'], arrive_by: null }))).toEqual(['attitude', 'outcome', 'text'])
    expect(asked('rate', call({}))).toEqual(['judgement', 'text'])
    expect(missing('rate', call({}), { judgement: 'unreasonable' })).toEqual(['text'])
    expect(missing('rate', call({}), { judgement: 'reasonable' })).toEqual([])
  })
})

describe('a list of whistles', () => {
  it('has the clock that ends next in front and what is done behind, the newest first', () => {
    const soon = whistle('2026-11-20T00:00:00Z', call({ due_at: '2026-11-23T02:00:00Z' }), call({ due_at: '2026-11-23T01:00:00Z' }))
    const later = whistle('2026-11-21T00:00:00Z', call({ due_at: '2026-11-23T01:30:00Z' }))
    const [old, fresh] = ['2026-11-18T00:00:00Z', '2026-11-19T00:00:00Z'].map((at) => whistle(at, call({})))
    expect(byUrgency([old!, later, fresh!, soon])).toEqual([soon, later, fresh, old])
    expect(running(soon)[0]!.due_at).toBe('2026-11-23T01:00:00Z')
  })
})
