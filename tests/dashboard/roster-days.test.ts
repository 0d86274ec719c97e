import { describe, expect, it } from 'vitest'
import { dayRows, daysFrom, fillPreview, gapOn, hours, mondayOf, partOf, span, touchesNight } from '../../dashboard/src/people/roster/days'
import type { DutyPerson, Gap, Shift } from '../../dashboard/src/people/roster/types'
import { dutyRoles, rosterChoices, rosterHome } from '../../dashboard/src/people/roster/units'
import type { Department } from '@shared/types'

// Monday 23 November 2026, 10:00 in Xiamen.
const NOW = Date.parse('2026-11-23T02:00:00Z')
const person = { id: 1, name: '林小溪' } as DutyPerson
const shift = (id: number, starts_at: string, ends_at: string, place: Shift['place'] = 'lead'): Shift => ({ id, place, person, starts_at, ends_at, away: false })
const gap = (from: string, to: string): Gap => ({ from, to, reason: '未安排带班' })

describe('the days of a roster', () => {
  it('begins the week on Monday, by the clock of the city', () => {
    expect(mondayOf('2026-11-23')).toBe('2026-11-23')
    expect(mondayOf('2026-11-29')).toBe('2026-11-23')
    expect(daysFrom('2026-11-29', 3)).toEqual(['2026-11-29', '2026-11-30', '2026-12-01'])
  })

  it('cuts hours at midnight in Asia/Shanghai', () => {
    expect(partOf('2026-11-23', '2026-11-23T04:00:00Z', '2026-11-23T22:00:00Z')).toEqual({ left: 0.5, width: 0.5 })
    expect(partOf('2026-11-24', '2026-11-23T04:00:00Z', '2026-11-23T22:00:00Z')).toEqual({ left: 0, width: 0.25 })
    expect(partOf('2026-11-25', '2026-11-23T04:00:00Z', '2026-11-23T22:00:00Z')).toBeNull()
  })

  it('knows the night from 22:00 to 06:00', () => {
    expect(touchesNight('2026-11-23T00:30:00Z', '2026-11-23T14:00:00Z')).toBe(false)
    expect(touchesNight('2026-11-23T00:30:00Z', '2026-11-23T14:01:00Z')).toBe(true)
    expect(touchesNight('2026-11-22T21:59:00Z', '2026-11-23T04:00:00Z')).toBe(true)
    expect(touchesNight('2026-11-22T22:00:00Z', '2026-11-23T04:00:00Z')).toBe(false)
  })

  it('says hours the way a roster says them', () => {
    expect(hours('2026-11-23T00:30:00Z', '2026-11-23T09:30:00Z', 'zh-CN')).toBe('08:30–17:30')
    expect(hours('2026-11-23T09:30:00Z', '2026-11-24T00:30:00Z', 'zh-CN')).toBe('17:30–次日 08:30')
    expect(hours('2026-11-23T09:30:00Z', '2026-11-23T16:00:00Z', 'zh-CN')).toBe('17:30–24:00')
  })

  it('puts a shift on the day it begins, a gap on every day it touches', () => {
    const rows = dayRows(daysFrom('2026-11-22', 3), [shift(1, '2026-11-23T09:30:00Z', '2026-11-24T00:30:00Z')], [gap('2026-11-22T14:00:00Z', '2026-11-22T22:00:00Z')], NOW)
    expect(rows.map((row) => row.lead.length)).toEqual([0, 1, 0])
    expect(rows.map((row) => row.complete)).toEqual([false, false, true])
    expect(rows.map((row) => row.today)).toEqual([false, true, false])
    expect(rows[0]).toMatchObject({ past: true, weekend: true })
    expect(gapOn('2026-11-23', rows[1]!.gaps[0]!)).toEqual({ from: '2026-11-22T16:00:00.000Z', to: '2026-11-22T22:00:00.000Z' })
  })

  it('tells before filling which hours it is going to fill', () => {
    const gaps = [gap('2026-11-22T09:30:00Z', '2026-11-23T00:30:00Z'), gap('2026-11-24T09:30:00Z', '2026-11-25T00:30:00Z')]
    const preview = fillPreview('2026-11-23', '2026-11-24', gaps, NOW)
    expect(preview).toMatchObject({ days: 1, rows: [{ date: '2026-11-24' }] })
    expect(fillPreview('2026-11-25', '2026-11-30', gaps, NOW).hours).toBe(9)
    expect(fillPreview('2026-11-26', '2026-11-30', gaps, NOW)).toMatchObject({ days: 0, rows: [] })
  })

  it('lets a shift that ends before it begins run into the next day', () => {
    expect(span('2026-11-23', '17:30', '08:30')).toEqual({ starts_at: '2026-11-23T09:30:00.000Z', ends_at: '2026-11-24T00:30:00.000Z' })
    expect(span('2026-11-23', '08:30', '17:30').ends_at).toBe('2026-11-23T09:30:00.000Z')
  })
})

describe('whose roster it is', () => {
  it('is the station of anything in a town, the district at sea', () => {
    expect(rosterHome('350211103G01')).toBe('350211103')
    expect(rosterHome('350211103901001')).toBe('350211103')
    expect(rosterHome('350211000000601')).toBe('350211')
    expect(rosterHome('350200')).toBe('350200')
  })

  it('looks among those who take turns there', () => {
    expect(dutyRoles({ division: '350211103' })).toEqual(['station_officer', 'station_head'])
    expect(dutyRoles({ division: '350211' })).toContain('district_dispatcher')
    expect(dutyRoles({ division: '350200' })).toContain('city_dispatcher')
    expect(dutyRoles({ department: '350211-CG' })).toEqual(['department_officer'])
  })

  it('offers the departments of the place and the own one from elsewhere, each once', () => {
    const departments = [{ code: '350211-CG', name: '城管局', division: '350211' }, { code: '350200-CG', name: '市城管局', division: '350200' }] as Department[]
    const choices = rosterChoices({ code: '350211', name: '集美区' }, departments, [{ code: '350211-CG', name: '城管局' }, { code: '350211-ST', name: '生态局' }])
    expect(choices.map((one) => one.unit)).toEqual([{ division: '350211' }, { department: '350211-CG' }, { department: '350211-ST' }])
  })
})
