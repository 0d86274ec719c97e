import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { freshDraft, type Draft } from '@report/draft'
import { useSending } from '@report/sending'
import type { Receipt } from '@shared/types'

type Sent = { url: string; key: string; body: Record<string, unknown> }

/** A server that answers each try with the next of `answers`; 'lost' is no answer. */
function server(answers: (number | 'lost')[]) {
  const tries: Sent[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    tries.push({ url, key: (init.headers as Record<string, string>)['Idempotency-Key']!, body: JSON.parse(String(init.body)) })
    const answer = answers.shift() ?? 'lost'
    if (answer === 'lost') throw new TypeError('network')
    const body = answer === 201 ? { ticket: 'SP1', query_code: 'K' } : { type: '/problems/validation', title: 'x', detail: 'y', errors: [{ field: 'category', detail: '没有这个类别' }] }
    return new Response(JSON.stringify(body), { status: answer })
  })
  return tries
}

function sendingOf(draft: Draft) {
  const receipts: Receipt[] = []
  const kept: (Draft['sent'])[] = []
  const sending = useSending(() => draft, async () => { kept.push(draft.sent && { ...draft.sent }) }, (receipt) => receipts.push(receipt))
  return { ...sending, receipts, kept }
}

const draft = (): Draft => ({ ...freshDraft('b3c1f6de-0000-4000-8000-000000000001', Date.now()), placeText: '桥下', category: 'A05' })

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-22T02:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('sending', () => {
  it('repeats the same id and words until it is answered, with the clock of each try', async () => {
    const tries = server(['lost', 'lost', 201])
    const one = sendingOf(draft())
    await one.send()
    expect(one.stage.value).toBe('unsure')
    await vi.advanceTimersByTimeAsync(4_000)
    await vi.advanceTimersByTimeAsync(8_000)
    expect(one.receipts.map(({ ticket }) => ticket)).toEqual(['SP1'])
    expect(one.stage.value).toBe('idle')
    expect(new Set(tries.map(({ key }) => key))).toEqual(new Set(['b3c1f6de-0000-4000-8000-000000000001']))
    const words = tries.map(({ body: { sent_at, ...rest } }) => ({ sent_at, rest: JSON.stringify(rest) }))
    expect(new Set(words.map(({ rest }) => rest)).size).toBe(1)
    expect(new Set(words.map(({ sent_at }) => sent_at)).size).toBe(3)
  })

  it('keeps what goes out before it goes out', async () => {
    server([201])
    const one = sendingOf(draft())
    await one.send()
    expect(one.kept[0]).toMatchObject({ id: 'b3c1f6de-0000-4000-8000-000000000001', category: 'A05' })
  })

  it('lets a refused report be mended under the same id', async () => {
    const tries = server([422, 201])
    const report = draft()
    const one = sendingOf(report)
    await one.send()
    expect(one.stage.value).toBe('refused')
    expect(one.problem.value?.fields).toEqual({ category: '没有这个类别' })
    expect(report.sent).toBeNull()
    report.category = 'Z00'
    one.forgive()
    expect(one.problem.value).toBeNull()
    await one.send()
    expect(tries.map(({ body }) => [body.id, body.category])).toEqual([[report.id, 'A05'], [report.id, 'Z00']])
  })

  it('does not go on by itself once the page is left', async () => {
    const tries = server(['lost', 201])
    const one = sendingOf(draft())
    await one.send()
    one.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(tries.length).toBe(1)
  })
})
