// Answers of closing and answering, as the desk reads them.
export interface Point { code: string; text: string }
export interface AskedQuestion {
  number: number; text: string; state: 'open' | 'answered' | 'unanswered' | 'ended'; who: string; unit: string
  asked_at: string; due_at: string; reminded_at: string | null; ended_at: string | null; answer: string
}
export interface EnterpriseLink {
  id: number; name: string; state: 'open' | 'answered' | 'revoked' | 'expired' | 'over'; who: string; unit: string
  created_at: string; expires_at: string; answered_at: string | null; reply: 'done' | 'denied' | null; text: string
}
export interface CaseAnswers { standard: Point[]; questions: AskedQuestion[]; links: EnterpriseLink[] }
export interface NewLink { id: number; name: string; expires_at: string; url: string }
export interface FittingText { id: number; name: string; text: string }
export type NoteReaders = 'station' | 'departments' | 'public'
