import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem, apiUrl, get, newKey, post, problemFrom, setCsrfToken, whenSignedOut } from '@shared/api'

type Call = { url: string; init: RequestInit }

function server(...answers: (Response | 'lost')[]): Call[] {
  const calls: Call[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push({ url, init })
    const answer = answers.shift() ?? 'lost'
    if (answer === 'lost') throw new TypeError('network')
    return answer
  })
  return calls
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  setCsrfToken('')
})

describe('addresses', () => {
  it('leaves out what is empty and keeps links of the server whole', () => {
    expect(apiUrl('/cases', { state: 'handling', q: '', late: true, department: undefined, cursor: null })).toBe('/api/v1/cases?state=handling&late=true')
    expect(apiUrl('/api/v1/cases?late=true', { limit: 20 })).toBe('/api/v1/cases?late=true&limit=20')
  })

  it('makes keys that are UUIDs, without a secure context too', () => {
    const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(newKey()).toMatch(shape)
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(255) })
    expect(newKey()).toMatch(shape)
  })
})

describe('problems', () => {
  it('carry the words, the number and each field once', () => {
    const body = { type: '/problems/validation', title: 'a', status: 422, detail: 'b', request_id: 'r1', errors: [{ field: 'lon', detail: 'c' }, { field: 'lon', detail: 'd' }] }
    const problem = problemFrom(422, JSON.stringify(body))
    expect(problem).toMatchObject({ status: 422, type: 'validation', detail: 'b', requestId: 'r1', fields: { lon: 'c' } })
    expect(problem.unanswered).toBe(false)
  })

  it('survive a page of a proxy', () => {
    const problem = problemFrom(502, '<html>')
    expect(problem).toMatchObject({ type: 'http-502', fields: {} })
    expect(problem.unanswered).toBe(true)
  })
})

describe('calls', () => {
  it('repeat a read that was not answered, never a write', async () => {
    vi.useFakeTimers()
    const reads = server('lost', 'lost', new Response('{"ok":1}'))
    const answer = get<{ ok: number }>('/health')
    await vi.runAllTimersAsync()
    expect(await answer).toEqual({ ok: 1 })
    expect(reads.length).toBe(3)
    const writes = server('lost')
    await expect(post('/reports', {})).rejects.toMatchObject({ status: 0, type: 'network' })
    expect(writes.length).toBe(1)
  })

  it('do not repeat a refusal', async () => {
    const calls = server(new Response('{}', { status: 404 }))
    await expect(get('/cases/9')).rejects.toBeInstanceOf(ApiProblem)
    expect(calls.length).toBe(1)
  })

  it('carry the token, the version and the key of a write', async () => {
    setCsrfToken('t1')
    const calls = server(new Response('{}'))
    await post('/cases/9/sign', {}, { version: 4, idempotencyKey: 'k1' })
    expect(calls[0]!.init.headers).toMatchObject({ 'X-CSRF-Token': 't1', 'If-Match': '"4"', 'Idempotency-Key': 'k1', 'Content-Type': 'application/json' })
  })

  it('say when the session is over, but not for a wrong password', async () => {
    const over = vi.fn()
    whenSignedOut(over)
    server(new Response('{}', { status: 401 }), new Response('{}', { status: 401 }))
    await expect(post('/session', {})).rejects.toBeInstanceOf(ApiProblem)
    expect(over).not.toHaveBeenCalled()
    await expect(get('/cases')).rejects.toBeInstanceOf(ApiProblem)
    expect(over).toHaveBeenCalledOnce()
  })
})
