// What the task tab reckons without a screen: the order, the way there, what a step takes along.
import { describe, expect, it } from 'vitest'
import type { Task } from '../../dashboard/src/field/pack'
import { distanceM, toGcj02, usualApp, wayTo } from '../../dashboard/src/field/tasks/geo'
import { confirmNote, fieldsOf, lacking, stepItem, stepsHere } from '../../dashboard/src/field/tasks/acts'
import { inReach, nextDue } from '../../dashboard/src/field/tasks/nearest'
import type { Shot } from '../../dashboard/src/field/types'
import type { AllowedAction, CaseDetail } from '../../dashboard/src/shared/types'

const task = (id: number, lon: number | null, due_at: string | null, put_off = false) => ({ kind: 'confirm', due_at, put_off, case: { id, lon, lat: lon === null ? null : 24.6 } }) as unknown as Task
const action = (name: string, fields: [string, string, boolean][]): AllowedAction => ({ action: name, name, primary: false, key: '', why: '', fields: fields.map(([field, kind, required]) => ({ name: field, kind, label: field, required, choices: [] })) }) as unknown as AllowedAction
const shot = { id: 's1', name: 'a.jpg' } as Shot
const file = (actions: AllowedAction[]) => ({ id: 7, version: 3, allowed_actions: actions, category: { code: 'A05', name: '露天焚烧' } }) as unknown as CaseDetail

describe('the order of the tasks', () => {
  const tasks = [task(1, 118.2, '2026-11-23T03:00:00Z'), task(2, 118.1, '2026-11-23T05:00:00Z'), task(3, null, '2026-11-23T01:00:00Z', true)]
  it('is the nearest first, places told only in words last', () => {
    expect(inReach(tasks, { lon: 118.1, lat: 24.6 }).map((row) => row.task.case.id)).toEqual([2, 1, 3])
  })
  it('is what is due first while nobody knows where the phone is', () => {
    expect(inReach(tasks, null).map((row) => row.task.case.id)).toEqual([3, 1, 2])
  })
  it('leaves stopped clocks out of what is due next', () => {
    expect(nextDue(tasks)).toBe('2026-11-23T03:00:00Z')
  })
})

describe('the way there', () => {
  it('agrees with the server about GCJ-02', () => {
    for (const [lon, lat, east, north] of [[118.0894, 24.4798, 118.0943771, 24.4771532], [117.95, 24.9, 117.9547226, 24.897041]] as const) {
      const there = toGcj02({ lon, lat })
      expect(there.lon).toBeCloseTo(east, 6)
      expect(there.lat).toBeCloseTo(north, 6)
    }
    expect(distanceM({ lon: 118.0894, lat: 24.4798 }, { lon: 118.1, lat: 24.49 })).toBeCloseTo(1561.0924, 1)
  })
  it('opens what the phone has, never with the device’s own datum', () => {
    expect(usualApp('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0)')).toBe('apple')
    expect(usualApp('Mozilla/5.0 (Linux; Android 14)')).toBe('phone')
    for (const app of ['amap', 'baidu', 'apple', 'phone'] as const) {
      const link = wayTo({ lon: 118.0894, lat: 24.4798 }, '露天焚烧 (1)', app)
      expect(link).not.toContain('118.0894')
      expect(link).toContain('118.094377')
    }
  })
})

describe('a step on the spot', () => {
  it('offers only what fits on a phone, the usual one first', () => {
    const actions = [action('self-handle', []), action('dispatch', [['department', 'department', true]]), action('confirm', [['result', 'choice', true]])]
    expect(stepsHere(file(actions)).map((one) => one.action)).toEqual(['confirm', 'self-handle'])
  })
  it('asks for the picture of before when nobody has given one', () => {
    const settle = action('self-handle', [['photos', 'photos', true]])
    expect(fieldsOf(settle, [], '处置前').map((field) => [field.name, field.required])).toEqual([['before', true], ['photos', true]])
    expect(fieldsOf(settle, [{ purpose: 'report' } as never], '处置前')[0]!.required).toBe(false)
    expect(lacking(fieldsOf(settle, [], ''), {}, { before: [], photos: [shot] })).toEqual(['before'])
  })
  it('becomes one thing with its pictures, the case and the version that was seen', () => {
    const confirm = action('confirm', [['result', 'choice', true], ['note', 'text', false], ['photos', 'photos', false]])
    const item = stepItem(file([confirm]), 'confirm', '核实', confirm.fields, { result: 'true', note: '  ' }, { photos: [shot] })
    expect(item).toMatchObject({ kind: 'step', path: '/cases/7/confirm', caseId: 7, version: 3, body: { fields: { result: 'true' } }, photos: [{ field: 'photos', shot }] })
  })
  it('keeps the hours to come again only for what was gone', () => {
    const again = (hours: string) => `再来：${hours}`
    expect(confirmNote('烟味还在', 'gone', '晚上', again)).toBe('再来：晚上\n烟味还在')
    expect(confirmNote('烟味还在', 'true', '晚上', again)).toBe('烟味还在')
  })
})
