// The outbox of the field app: order, pauses, what a refusal asks for, and what lies in IndexedDB after a crash.
import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { addItem, allItems, dropItem, keptShot, replaceItem, settle, shotsOf } from '../../dashboard/src/field/outbox/store'
import { blockedBy, carriedOn, nextLook, nextToSend, pauseAfter, type Queued } from '../../dashboard/src/field/outbox/order'
import { reasonOf, refusedPhoto, waysOut, wordsIn } from '../../dashboard/src/field/outbox/reasons'
import { bodyOf } from '../../dashboard/src/field/outbox/request'
import type { KeptItem } from '../../dashboard/src/field/kept'
import type { Shot } from '../../dashboard/src/field/types'

const ME = 7
const AT = '2026-11-23T02:05:00.000Z'

function thing(n: number, given: Partial<Queued> = {}): Queued {
  return {
    id: `id-${n}`, n, personId: ME, kind: 'step', title: `第 ${n} 件`, path: '/cases/1/confirm', part: 'step', body: {}, createdAt: AT,
    state: 'waiting', notBefore: 0, tries: 0, photos: [], problem: null, answer: null, ...given,
  }
}
const problem = (status: number, type = '', fields: Record<string, string> = {}) => ({ status, type, title: '', detail: '', fields })
const shot = (id: string): Shot => ({ id, name: `${id}.jpg`, blob: new Blob([new Uint8Array([1, 2, 3])], { type: 'image/jpeg' }), width: 4, height: 3, takenAt: AT, lon: 118.1, lat: 24.6, accuracyM: 9 })

describe('the order', () => {
  it('is the order of doing, whatever was handed in first', () => {
    expect(nextToSend([thing(3), thing(1), thing(2)], ME, 0)?.n).toBe(1)
  })
  it('lets nothing overtake the first, also while that waits for its pause', () => {
    const items = [thing(1, { notBefore: 500 }), thing(2)]
    expect(nextToSend(items, ME, 100)).toBeNull()
    expect(nextLook(items, ME)).toBe(500)
    expect(nextToSend(items, ME, 500)?.n).toBe(1)
  })
  it('takes up what a crash left on its way', () => {
    expect(nextToSend([thing(1, { state: 'sending', tries: 1 }), thing(2)], ME, 0)?.n).toBe(1)
  })
  it('holds the later things of a case back behind a refused one, and only those', () => {
    const items = [thing(1, { caseId: 5, state: 'refused' }), thing(2, { caseId: 5 }), thing(3, { caseId: 6 }), thing(4)]
    expect(blockedBy(items[1]!, items)?.n).toBe(1)
    expect(nextToSend(items, ME, 0)?.n).toBe(3)
  })
  it('leaves the things of another person alone', () => {
    expect(nextToSend([thing(1, { personId: 8 })], ME, 0)).toBeNull()
    expect(nextLook([thing(1, { personId: 8 })], ME)).toBeNull()
  })
  it('sends everything once when the network comes and goes', () => {
    let items = Array.from({ length: 40 }, (_, n) => thing(n + 1, n % 3 === 0 ? { caseId: n % 5 } : {}))
    const arrived: number[] = []
    for (let turn = 0, now = 0; items.some((item) => item.state !== 'sent') && turn < 500; turn += 1) {
      const item = nextToSend(items, ME, now)
      if (!item) {
        now = nextLook(items, ME)!
        continue
      }
      const answered = (turn * 7) % 3 !== 0
      if (answered) arrived.push(item.n)
      items = items.map((one) => (one.id !== item.id ? one : answered ? { ...one, state: 'sent' } : { ...one, tries: one.tries + 1, notBefore: now + pauseAfter(one.tries + 1) }))
    }
    expect(arrived).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
  })
})

describe('pauses', () => {
  it('double and stay within two minutes; the server may ask for a longer one', () => {
    expect([1, 2, 3].map((tries) => pauseAfter(tries))).toEqual([2000, 4000, 8000])
    expect(pauseAfter(50)).toBe(120_000)
    expect(pauseAfter(1, 600)).toBe(600_000)
  })
})

describe('a step written down behind another one of the same case', () => {
  it('goes out with the version that the first one made, unless it was tried already', () => {
    const first = thing(1, { caseId: 5, version: 3 })
    const later = [thing(2, { caseId: 5, version: 3 }), thing(3, { caseId: 5, version: 3, tries: 1 }), thing(4, { caseId: 6, version: 3 }), thing(5, { caseId: 5, version: 2 })]
    expect(carriedOn([first, ...later], first, 4)).toEqual([{ ...later[0], version: 4 }])
  })
})

describe('a refusal', () => {
  it('names its kind and the ways out', () => {
    expect(reasonOf(problem(412, 'stale-version'))).toBe('overtaken')
    expect(reasonOf(problem(422, 'validation', { category: '没有这个类别' }))).toBe('kind')
    expect(reasonOf(problem(403, 'csrf'))).toBe('forbidden')
    expect(waysOut({ ...thing(1, { caseId: 5 }), problem: problem(412, 'stale-version') })).toEqual(['resendAsNew', 'note', 'openCase'])
    expect(waysOut({ ...thing(1, { kind: 'report' }), problem: problem(422, 'validation', { category: 'x' }) })).toEqual(['mendReport', 'resend'])
    expect(waysOut({ ...thing(1, { kind: 'report' }), problem: problem(422, 'photo-rejected', { 'photos.2': 'x' }) })).toEqual(['dropPhoto', 'mendReport'])
    expect(refusedPhoto(problem(422, 'photo-rejected', { 'photos.2': 'x' }))).toBe(2)
  })
  it('keeps the words at hand', () => {
    expect(wordsIn({ fields: { note: '烧垃圾', result: 'true', seen: ['a', '已清理'] } })).toEqual(['烧垃圾', '已清理'])
  })
})

describe('what goes out', () => {
  it('says of each picture when and where, in the order of the files, and when the step was done', () => {
    const item = thing(1, { photos: [{ field: 'before', shotId: 'b' }, { field: 'photos', shotId: 'a' }], body: { fields: {} } })
    const body = bodyOf(item, [shot('a'), shot('b')], '2026-11-23T03:30:00.000Z')
    expect(body).toMatchObject({ done_at: AT, sent_at: '2026-11-23T03:30:00.000Z' })
    expect((body.shots as { field: string }[]).map((one) => one.field)).toEqual(['before', 'photos'])
  })
  it('leaves other writes as they are', () => {
    expect(bodyOf(thing(1, { kind: 'call', body: { text: '快来' } }), [], AT)).toEqual({ text: '快来' })
  })
})

describe('on the phone', () => {
  const kept = ({ n: _, ...item }: Queued) => item as Omit<KeptItem, 'n'>

  it('keeps things in order with whole pictures, swaps a mended one in place, and lets the arrived ones go', async () => {
    const first = await addItem(kept(thing(0, { id: 'one' })), [await keptShot('one', shot('p1'))])
    const second = await addItem(kept(thing(0, { id: 'two' })), [])
    expect([first.n, second.n]).toEqual([1, 2])
    const [picture] = await shotsOf('one')
    expect(new Uint8Array(await picture!.blob.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]))
    await replaceItem('one', { ...first, id: 'mended' }, [await keptShot('mended', shot('p1'))])
    expect((await allItems()).map((item) => item.id)).toEqual(['mended', 'two'])
    expect([await shotsOf('one'), (await shotsOf('mended')).length]).toEqual([[], 1])
    await settle('mended', { state: 'sent' }, [{ ...second, version: 9 }])
    expect(await shotsOf('mended')).toEqual([])
    expect((await allItems()).map((item) => [item.id, item.state, item.version])).toEqual([['mended', 'sent', undefined], ['two', 'waiting', 9]])
    await dropItem('two')
    expect((await allItems()).map((item) => item.id)).toEqual(['mended'])
  })
})
