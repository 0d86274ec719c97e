// Answers of intake as the desk reads them.
import type { Named } from '@shared/types'

export interface NearCase {
  id: number; number: string; category: Named; distance_m: number; reported_at: string; state: string; state_name: string
  reports: number; department: Named | null; due_at: string | null; description: string
}
export interface Nearby { radius_m: number; items: NearCase[] }
export interface ToldAnswers { ticket: string; at: string; wish: string; answers: { code: string; question: string; answer: string }[] }
export interface LawTransfer { status: string; status_name: string; sent_at: string; days: number; settled: boolean }
/** What intake adds to a case file. */
export interface WithIntake { answers?: ToldAnswers[]; law_transfer?: LawTransfer | null }
export interface SentPackage { receipt: string; sha256: string; exchange: string; simulated: boolean }
export interface RowError { row: number; column: string; value: string; reason: string }
/** What a file would do or did; counts by the kind of file. */
export interface Looked { rows: number; applied: boolean; errors: RowError[]; new?: number; changed?: number; same?: number; taken?: number }
