// Fifteen seconds of sound: recorded here where the browser can, else a file of the phone's own recorder.
import { newKey } from '@shared/api'
import type { DraftSound } from './draft'

export interface SoundRules { seconds: number; kilobytes: number; files: number; categories: string[] }
export type SoundProblem = 'denied' | 'tooLarge' | 'notSound' | 'failed'

const TYPES = ['audio/webm;codecs=opus', 'audio/mp4']
const BITS_PER_SECOND = 64_000
const FILE = /\.(webm|m4a|mp4|aac)$/i

/** Whether a report of this kind is asked for a sound. */
export function wantsSound(rules: SoundRules | undefined, category: { code: string; parent: string | null } | null | undefined): boolean {
  return Boolean(rules && category && rules.categories.some((code) => code === category.code || code === category.parent))
}

/** The type to record in; empty where the browser cannot (WeChat on old phones, plain http). */
export function recordingType(): string {
  if (typeof MediaRecorder === 'undefined' || !navigator.mediaDevices?.getUserMedia) return ''
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? ''
}

/** A chosen file as a sound of the draft, or what is wrong with it; the server looks inside. */
export function soundOf(file: File, rules: SoundRules): DraftSound | SoundProblem {
  if (file.size === 0 || !(file.type.startsWith('audio/') || FILE.test(file.name))) return 'notSound'
  if (file.size > rules.kilobytes * 1000) return 'tooLarge'
  return { key: newKey(), name: file.name || 'sound.m4a', blob: file, seconds: 0 }
}

export interface Recording { stop: () => void; done: Promise<DraftSound | SoundProblem> }

/** Record until `stop` or the limit; the microphone is let go in every case. Null when it may not be used. */
export async function record(rules: SoundRules): Promise<Recording | null> {
  const type = recordingType()
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null)
  if (!stream) return null
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS_PER_SECOND })
  const parts: Blob[] = []
  const began = Date.now()
  recorder.ondataavailable = (event) => { if (event.data.size > 0) parts.push(event.data) }
  const done = new Promise<DraftSound | SoundProblem>((resolve) => {
    const end = (): void => {
      clearTimeout(limit)
      stream.getTracks().forEach((track) => track.stop())
    }
    recorder.onerror = () => {
      end()
      resolve('failed')
    }
    recorder.onstop = () => {
      end()
      const blob = new Blob(parts, { type: type.split(';')[0] })
      const seconds = Math.min(rules.seconds, (Date.now() - began) / 1000)
      resolve(blob.size > 0 ? { key: newKey(), name: type.includes('webm') ? 'sound.webm' : 'sound.m4a', blob, seconds } : 'failed')
    }
  })
  const stop = (): void => { if (recorder.state !== 'inactive') recorder.stop() }
  const limit = setTimeout(stop, rules.seconds * 1000)
  recorder.start(500)
  return { stop, done }
}
