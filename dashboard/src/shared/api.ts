// The one way from a page to /api/v1: typed answers, problem+json as ApiProblem, CSRF header, time limits, GETs retried.
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined }
export type Query = Record<string, string | number | boolean | null | undefined>

/** A refused or failed call. `status` 0 means that no answer came (type 'network' or 'timeout'). */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly title: string,
    readonly detail: string,
    readonly requestId: string,
    readonly fields: Record<string, string>,
    readonly body: Record<string, unknown>,
  ) {
    super(detail || title)
    this.name = 'ApiProblem'
  }

  /** No answer or none to rely on, so nobody knows whether the server took it: repeat with the same key. */
  get unanswered(): boolean {
    return this.status === 0 || this.status >= 500
  }
}

export interface CallOptions {
  query?: Query
  headers?: Record<string, string>
  /** The version of the case that the person saw: sent as If-Match. */
  version?: number
  /** Of one intended write; keep it for every repetition of that write. */
  idempotencyKey?: string
  timeoutMs?: number
  signal?: AbortSignal
}

const TIMEOUT_MS = 15_000
const GET_TRIES = 3
let csrfToken = ''
let onSignedOut: () => void = () => undefined

/** The token of `POST /session` and `GET /me`; every later write carries it. */
export function setCsrfToken(token: string): void {
  csrfToken = token
}

/** Called when the server says that the session is over (401). */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener
}

/** A new key for one intended write (RFC 4122 version 4; works without a secure context too). */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** `/api/v1` + path + query; a full `/api/…` link (paging, figures) stays as it is. */
export function apiUrl(path: string, query: Query = {}): string {
  const url = path.startsWith('/api/') ? path : `/api/v1${path}`
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  if (pairs.length === 0) return url
  const more = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()
  return url + (url.includes('?') ? '&' : '?') + more
}

/** problem+json (or whatever came instead) → ApiProblem. */
export function problemFrom(status: number, text: string): ApiProblem {
  let body: Record<string, unknown> = {}
  try {
    body = JSON.parse(text) as Record<string, unknown>
  } catch {
    // A proxy's HTML page: the status has to say it all.
  }
  const fields: Record<string, string> = {}
  for (const error of (body.errors as { field?: string; detail?: string }[] | undefined) ?? []) {
    if (error.field) fields[error.field] ??= error.detail ?? ''
  }
  const slug = String(body.type ?? '').split('/').pop() || `http-${status}`
  return new ApiProblem(status, slug, String(body.title ?? `HTTP ${status}`), String(body.detail ?? ''), String(body.request_id ?? ''), fields, body)
}

/** A call that got no answer at all. */
export function noAnswer(type: 'network' | 'timeout'): ApiProblem {
  return new ApiProblem(0, type, '', '', '', {}, {})
}

/** Headers of a write, for `fetch` here and for uploads with progress. */
export function writeHeaders(options: CallOptions): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers }
  if (csrfToken) headers['X-CSRF-Token'] = csrfToken
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey
  return headers
}

async function once<T>(method: string, url: string, init: RequestInit, options: CallOptions): Promise<T> {
  const limit = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit
  let response: Response
  let text: string
  try {
    response = await fetch(url, { method, credentials: 'same-origin', ...init, signal })
    text = response.status === 204 ? '' : await response.text()
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw noAnswer(limit.aborted ? 'timeout' : 'network')
  }
  if (!response.ok) {
    if (response.status === 401 && !url.endsWith('/session')) onSignedOut()
    throw problemFrom(response.status, text)
  }
  return (text ? JSON.parse(text) : undefined) as T
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Read. Repeated up to three times when no answer came. */
export async function get<T>(path: string, options: CallOptions = {}): Promise<T> {
  const url = apiUrl(path, options.query)
  const init = { headers: { Accept: 'application/json', ...options.headers } }
  for (let tried = 1; ; tried += 1) {
    try {
      return await once<T>('GET', url, init, options)
    } catch (error) {
      if (!(error instanceof ApiProblem) || !error.unanswered || tried >= GET_TRIES) throw error
      await pause(300 * 2 ** tried + Math.random() * 200)
    }
  }
}

/** Write. Never repeated by itself: the caller repeats with the same `idempotencyKey`. */
export function post<T>(path: string, body: Json | FormData = {}, options: CallOptions = {}): Promise<T> {
  const form = body instanceof FormData
  const headers = writeHeaders(options)
  if (!form) headers['Content-Type'] = 'application/json'
  return once<T>('POST', apiUrl(path, options.query), { headers, body: form ? body : JSON.stringify(body) }, options)
}

export function remove<T = void>(path: string, options: CallOptions = {}): Promise<T> {
  return once<T>('DELETE', apiUrl(path, options.query), { headers: writeHeaders(options) }, options)
}
