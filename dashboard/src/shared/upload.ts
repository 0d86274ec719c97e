// A multipart write that shows its progress. fetch cannot, XMLHttpRequest can.
import { apiUrl, noAnswer, problemFrom, writeHeaders, type CallOptions } from './api'

const TIMEOUT_MS = 180_000

/** POST `form`; `onProgress` gets the sent share 0…1. Same errors as `post`. */
export function upload<T>(path: string, form: FormData, options: CallOptions, onProgress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', apiUrl(path, options.query))
    request.timeout = options.timeoutMs ?? TIMEOUT_MS
    for (const [name, value] of Object.entries(writeHeaders(options))) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total)
    }
    request.onerror = () => reject(noAnswer('network'))
    request.ontimeout = () => reject(noAnswer('timeout'))
    request.onload = () => {
      if (request.status < 200 || request.status > 299) return reject(problemFrom(request.status, request.responseText))
      resolve(JSON.parse(request.responseText) as T)
    }
    request.onabort = () => reject(noAnswer('timeout'))
    options.signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
}
