// What of a contact is sent, by which way it is told, and that a proof belongs to one address.
import { describe, expect, it } from 'vitest'
import { contactBody, contactFits, freshContact, wayOf, type Contact, type Way } from '../../dashboard/src/report/contact/contact'
import { queueGroups } from '../../dashboard/src/desk/queues'

const from = (given: Partial<Contact>): Contact => ({ ...freshContact(), ...given })
const WAYS: Way[] = (['sms', 'wechat', 'email'] as const).map((code) => ({ code, name: code, simulated: code !== 'email', check: false }))

describe('a contact', () => {
  it('of somebody anonymous goes only when they want to hear, and never with a name', () => {
    expect(contactBody(from({ contactPhone: '13800000000' }))).toBeUndefined()
    expect(contactBody(from({ told: true, contactName: '林', contactPhone: ' 13800000000 ' }))).toEqual({ phone: '13800000000' })
    expect(contactBody(from({ told: true }))).toBeUndefined()
  })
  it('takes its proof along for the proved address alone', () => {
    const contactProof = { way: 'sms' as const, to: '13800000000', id: 'p' }
    expect(contactBody(from({ told: true, contactPhone: '13800000000', contactProof }))).toMatchObject({ proof: 'p' })
    expect(contactBody(from({ told: true, contactPhone: '13900000000', contactProof }))).not.toHaveProperty('proof')
  })
  it('is refused when it can be neither a phone nor a mailbox', () => {
    expect(contactFits(from({ told: true, contactPhone: '12' }))).toBe(false)
    expect(contactFits(from({ told: true, contactEmail: 'a@b' }))).toBe(false)
    expect(contactFits(from({ told: true, contactEmail: 'a@b.cn', contactPhone: '+86 138-0000-0000' }))).toBe(true)
    expect(contactFits(from({ contactPhone: '12' }))).toBe(true)
  })
  it('hears as it wished where that is possible', () => {
    expect(wayOf(from({ contactPhone: '1', contactBy: 'wechat' }), WAYS)?.code).toBe('wechat')
    expect(wayOf(from({ contactPhone: '1', contactBy: 'email' }), WAYS)?.code).toBe('sms')
    expect(wayOf(from({ contactEmail: 'a@b.cn' }), WAYS)?.code).toBe('email')
    expect(wayOf(from({}), WAYS)).toBeNull()
  })
})

describe('the low queue', () => {
  const figure = (value: number, filters: string) => ({ value, definition: '', link: `/api/v1/cases?${filters}` })
  const board = (low: number) => ({
    phases: [{ states: [{ state: 'reported', name: '', value: 5, late: 0, link: '/api/v1/cases?state=reported' }] }], stock: figure(5, ''), late: figure(0, ''), low: figure(low, 'low=true'),
  }) as unknown as Parameters<typeof queueGroups>[1]
  const post = { role: 'station_officer', division: '350211103', department: null } as unknown as Parameters<typeof queueGroups>[0]
  const turn = (low: number) => queueGroups(post, board(low)).find((group) => group.key === 'turn')!.queues

  it('stands beside the ordinary reports and the two add up', () => {
    const [reported, slowed] = turn(2)
    expect([reported!.key, reported!.count, slowed!.key, slowed!.count]).toEqual(['reported', 3, 'low', 2])
    expect(reported!.link).toContain('low=false')
  })
  it('is not there when nothing waits in it', () => {
    expect(turn(0).map((queue) => queue.key)).not.toContain('low')
    expect(turn(0)[0]!.link).not.toContain('low')
  })
})
