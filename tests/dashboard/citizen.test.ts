import { describe, expect, it, vi } from 'vitest'
import { bodyOf, freshDraft, type Draft } from '@report/draft'
import { inBox, widened, type PublicCase } from '@report/public-cases'
import { soundOf, wantsSound } from '@report/sound'

vi.mock('@shared/api', () => ({ newKey: () => 'key', get: vi.fn() }))
const NOW = Date.parse('2026-11-22T02:00:00Z')
const RULES = { seconds: 15, kilobytes: 1, files: 2, categories: ['C', 'A01'] }
const draft = (changes: Partial<Draft>): Draft => ({ ...freshDraft('b3c1f6de-0000-4000-8000-000000000001', NOW), category: 'C01', ...changes })

describe('what a complaint takes along', () => {
  it('names the case it joins and the premises, an opinion neither', () => {
    expect(bodyOf(draft({ joinCase: 7, premises: 'residential' }), NOW)).toMatchObject({ join_case: 7, premises: 'residential' })
    const opinion = bodyOf(draft({ intent: 'suggestion', joinCase: 7, premises: 'residential' }), NOW)
    for (const absent of ['join_case', 'premises']) expect(opinion).not.toHaveProperty(absent)
    expect(bodyOf(draft({}), NOW)).not.toHaveProperty('join_case')
  })
})

describe('who is asked for a sound', () => {
  it('a kind or its whole group, once the rules are known', () => {
    expect(wantsSound(RULES, { code: 'C03', parent: 'C' })).toBe(true)
    expect(wantsSound(RULES, { code: 'A01', parent: 'A' })).toBe(true)
    expect(wantsSound(RULES, { code: 'A05', parent: 'A' })).toBe(false)
    expect(wantsSound(undefined, { code: 'C03', parent: 'C' })).toBe(false)
  })

  it('says what is wrong with a chosen file', () => {
    const file = (name: string, type: string, size: number) => soundOf(new File([new Uint8Array(size)], name, { type }), RULES)
    expect(file('a.m4a', 'audio/mp4', 900)).toMatchObject({ name: 'a.m4a', seconds: 0 })
    expect(file('a.m4a', '', 900)).toMatchObject({ name: 'a.m4a' })
    expect(file('a.m4a', 'audio/mp4', 1001)).toBe('tooLarge')
    expect(file('a.jpg', 'image/jpeg', 10)).toBe('notSound')
    expect(file('a.m4a', 'audio/mp4', 0)).toBe('notSound')
  })
})

describe('the public map', () => {
  it('asks in whole steps around what is seen', () => {
    expect(widened([117.881, 24.51, 117.899, 24.549])).toEqual([117.85, 24.5, 117.9, 24.55])
  })

  it('lists what is in view', () => {
    const at = (id: number, lon: number) => ({ id, lon, lat: 24.5 }) as PublicCase
    expect(inBox([at(1, 118), at(2, 118.2)], [117.9, 24.4, 118.1, 24.6]).map((one) => one.id)).toEqual([1])
  })
})
