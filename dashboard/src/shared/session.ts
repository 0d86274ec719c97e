// Who is signed in. One reactive state per page load; the cookie itself is HttpOnly and never seen here.
import { reactive, readonly } from 'vue'
import { ApiProblem, get, post, remove, setCsrfToken, whenSignedOut } from './api'
import type { Me, Person } from './types'

const state = reactive<{ stage: 'asking' | 'in' | 'out'; person: Person | null }>({ stage: 'asking', person: null })

function enter(me: Me): void {
  setCsrfToken(me.csrf_token)
  state.person = me.person
  state.stage = 'in'
}

function leave(): void {
  setCsrfToken('')
  state.person = null
  state.stage = 'out'
}

whenSignedOut(leave)

export const session = readonly(state)

/** Ask the server who we are; call once when the page starts. Throws only when no answer came. */
export async function resumeSession(): Promise<void> {
  try {
    enter(await get<Me>('/me'))
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error
    leave()
  }
}

/** Throws ApiProblem 401 when account or password are wrong, 429 after too many tries. */
export async function signIn(username: string, password: string): Promise<void> {
  enter(await post<Me>('/session', { username, password, kind: 'cookie' }))
}

export async function signOut(): Promise<void> {
  try {
    await remove('/session')
  } finally {
    leave()
  }
}
