// The live line of staff pages: Socket.IO namespace /live for hints, /events for the truth (see cursor.ts).
import { io, type Socket } from 'socket.io-client'
import { get } from './api'
import { EventCursor } from './cursor'
import type { EventAnswer, LiveEvent } from './types'

export type LiveScope = { division: string } | { department: string }
export type LiveState = 'connecting' | 'live' | 'catching-up' | 'offline' | 'refused'

export interface LiveOptions {
  scope: LiveScope
  /** The `seq` of the snapshot already shown; without it the line starts at the server's head. */
  after?: number
  onEvents: (events: LiveEvent[]) => void
  /** Which figures to ask for again. */
  onStats?: (which: unknown) => void
  onState?: (state: LiveState) => void
}
export interface Live { close: () => void; position: () => number }

type Ack = { ok: true; seq: number } | { ok: false; error: string }

const PAGE = 200

/** Open the line; it reconnects by itself and misses nothing. Close it when the page or the scope changes. */
export function openLive(options: LiveOptions): Live {
  const say = options.onState ?? (() => undefined)
  let cursor: EventCursor | null = options.after === undefined ? null : makeCursor(options.after, options)
  const socket: Socket = io('/live', { path: '/socket.io', transports: ['websocket', 'polling'], withCredentials: true, reconnectionDelayMax: 15_000, randomizationFactor: 0.5 })

  socket.on('connect', () => {
    socket.timeout(10_000).emit('subscribe', options.scope, (error: Error | null, ack: Ack) => {
      // No answer to the subscription: a fresh connection is the only cure.
      if (error) return void socket.disconnect().connect()
      if (!ack.ok) {
        say('refused')
        socket.disconnect()
        return
      }
      cursor ??= makeCursor(ack.seq, options)
      say('catching-up')
      cursor.head(ack.seq)
      void cursor.catchUp().then(() => { if (socket.connected) say('live') })
    })
  })
  socket.on('events', (message: { list: LiveEvent[] }) => cursor?.hint(message.list))
  socket.on('head', (message: { seq: number }) => cursor?.head(message.seq))
  socket.on('stats', (message: { which: unknown }) => options.onStats?.(message.which))
  socket.on('disconnect', () => say('offline'))
  socket.on('connect_error', () => say('offline'))
  say('connecting')

  return {
    close: () => {
      cursor?.stop()
      socket.removeAllListeners()
      socket.disconnect()
    },
    position: () => cursor?.position ?? 0,
  }
}

function makeCursor(after: number, options: LiveOptions): EventCursor {
  return new EventCursor(after, {
    ask: (from) => get<EventAnswer>('/events', { query: { after: from, limit: PAGE, ...options.scope } }),
    tell: options.onEvents,
  })
}
