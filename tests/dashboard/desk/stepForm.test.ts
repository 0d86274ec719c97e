import { describe, expect, it } from 'vitest'
import type { ActionField, AllowedAction } from '@shared/types'
import { beforePhotos, cityTimeToUtc, fieldError, missingFields, newDraft, stepBody, StepKeys, stepPayload } from '../../../dashboard/src/desk/stepForm'

const field = (name: string, kind: ActionField['kind'], required = false, choices: string[] = []): ActionField =>
  ({ name, kind, label: name, required, choices: choices.map((value) => ({ value, label: value })) })
const action = (...fields: ActionField[]): AllowedAction => ({ action: 'x', name: 'x', primary: false, key: '', why: '', fields })
const picture = () => new File(['x'], 'a.jpg', { type: 'image/jpeg', lastModified: 5 })

describe('a new form', () => {
  it('has the suggested department where one is required', () => {
    const draft = newDraft(action(field('department', 'department', true), field('suggested', 'department')), { department: '350211-CG' })
    expect(draft.values).toEqual({ department: '350211-CG', suggested: null })
  })

  it('asks a required yes or no and takes an optional one as no', () => {
    expect(newDraft(action(field('granted', 'boolean', true), field('later', 'boolean')), { department: null }).values).toEqual({ granted: null, later: false })
  })
})

describe('what is missing', () => {
  it('counts empty words, unanswered questions and absent pictures', () => {
    const fields = [field('reason', 'text', true), field('granted', 'boolean', true), field('photos', 'photos', true), field('note', 'text')]
    const draft = newDraft(action(...fields), { department: null })
    draft.values.reason = '   '
    expect(missingFields(fields, draft)).toEqual(['reason', 'granted', 'photos'])
    draft.values = { reason: '好', granted: false, note: null }
    draft.files.photos = [picture()]
    expect(missingFields(fields, draft)).toEqual([])
  })
})

describe('points to tick', () => {
  it('are missing until every one is ticked, and travel as a list', () => {
    const fields = [field('seen', 'points', true, ['A05-1', 'A05-2'])]
    const draft = newDraft(action(...fields), { department: null })
    expect(draft.values.seen).toEqual([])
    expect(missingFields(fields, draft)).toEqual(['seen'])
    draft.values.seen = ['A05-2']
    expect(missingFields(fields, draft)).toEqual(['seen'])
    draft.values.seen = ['A05-2', 'A05-1']
    expect([missingFields(fields, draft), stepBody(fields, draft.values)]).toEqual([[], { seen: ['A05-2', 'A05-1'] }])
  })

  it('may be left out where nobody must tick them', () => {
    const fields = [field('seen', 'points', false, ['A05-1'])]
    expect(stepBody(fields, newDraft(action(...fields), { department: null }).values)).toEqual({})
  })
})

describe('settled on the spot', () => {
  it('needs pictures of before when the report brought none', () => {
    expect(beforePhotos('self-handle', false, '处置前')).toMatchObject([{ name: 'before', kind: 'photos', required: true }])
    expect(beforePhotos('self-handle', true, '处置前')).toEqual([])
    expect(beforePhotos('handle', false, '处置前')).toEqual([])
  })
})

describe('what is sent', () => {
  it('leaves out what is empty and speaks UTC', () => {
    const fields = [field('text', 'text', true), field('note', 'text'), field('due_at', 'datetime', true), field('until', 'date'), field('limit', 'limit')]
    const body = stepBody(fields, { text: ' 请督办 ', note: '', due_at: '2026-11-22T17:30', until: '2026-12-01', limit: { amount: 3, unit: 'working_days' } })
    expect(body).toEqual({ text: '请督办', due_at: '2026-11-22T09:30:00Z', until: '2026-12-01', limit: { amount: 3, unit: 'working_days' } })
  })

  it('keeps a no', () => {
    expect(stepBody([field('granted', 'boolean', true)], { granted: false })).toEqual({ granted: false })
  })

  it('is plain JSON without pictures and multipart with them', () => {
    const fields = [field('note', 'text'), field('photos', 'photos')]
    expect(stepPayload(fields, { values: { note: '好' }, files: { photos: [] } })).toEqual({ fields: { note: '好' } })
    const form = stepPayload(fields, { values: { note: '好' }, files: { photos: [picture(), picture()] } }) as FormData
    expect(form.get('step')).toBe('{"fields":{"note":"好"}}')
    expect(form.getAll('photos')).toHaveLength(2)
  })

  it('reads a wall clock as the city reads it', () => {
    expect(cityTimeToUtc('2026-01-01T00:00')).toBe('2025-12-31T16:00:00Z')
  })
})

describe('keys of a step', () => {
  it('stay with the same content and change with any other', () => {
    const keys = new StepKeys()
    const draft = { values: { note: '好' } as Record<string, string>, files: { photos: [picture()] } }
    const first = keys.keyFor('handle', draft)
    expect(keys.keyFor('handle', draft)).toBe(first)
    draft.values.note = '很好'
    expect(keys.keyFor('handle', draft)).not.toBe(first)
  })
})

describe('complaints of the server', () => {
  it('find their field by short or long name', () => {
    expect(fieldError({ reason: '太短' }, 'reason')).toBe('太短')
    expect(fieldError({ 'fields.reason': '太短' }, 'reason')).toBe('太短')
    expect(fieldError({ reason: '太短' }, 'son')).toBe('')
  })
})
