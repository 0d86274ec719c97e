// The reporter's calls on one report. The query code travels in a header, never in an address.
import { get, post, type Json } from '@shared/api'
import type { ReportAct, ReportStatus } from '@shared/types'

const withCode = (code: string) => ({ 'X-Query-Code': code })
const path = (ticket: string) => `/reports/${encodeURIComponent(ticket)}`

export function readStatus(ticket: string, code: string): Promise<ReportStatus> {
  return get<ReportStatus>(path(ticket), { headers: withCode(code) })
}

/** withdraw, leave, review, answer; `key` names this one intention for every repetition. */
export function act(ticket: string, code: string, name: Exclude<ReportAct, 'rate'>, body: Json | FormData, key: string): Promise<unknown> {
  return post(`${path(ticket)}/${name}`, body, { headers: withCode(code), idempotencyKey: key })
}

export interface NewRating { solved: 'yes' | 'partly' | 'no'; satisfaction?: number; comment?: string }

export function rate(ticket: string, code: string, rating: NewRating, key: string): Promise<unknown> {
  return post(`${path(ticket)}/rating`, { ...rating }, { headers: withCode(code), idempotencyKey: key })
}
