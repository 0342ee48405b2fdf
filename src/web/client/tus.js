/** Sends one file in pieces to a door that speaks tus 1.0 (tus.io/protocols/resumable-upload), and goes on where it was broken off, also after a
 *  reload of the page: where it is kept is noted under the name, size and date of the file. */

import { noteOf, readNote } from './upload-notes.js'

const version = '1.0.0'
const pieceBytes = 8 * 1_048_576
const slowestMs = 30_000

/** A "no" that asking again does not change. */
export class Refused extends Error {}

/** Ends a piece that is on its way: somebody pauses. */
class Stopped extends Error {}

/**
 * @typedef {object} Door
 * @property {string} endpoint
 * @property {string} csrf
 * @property {Record<string, string>} [metadata]
 */

/** @typedef {{ onProgress(sent: number): void, onWait(isWaiting: boolean): void, signal: AbortSignal }} Watch */

/** Sends a file until it is taken, however often the line breaks. @param {File} file @param {Door} door @param {Watch} watch
 *  @returns {Promise<string | null>} the id of the upload; null where `signal` ended it before @throws Refused with the reason in words */
export const sendFile = async (file, door, watch) => {
  for (let failures = 0; ; ) {
    try {
      return await attempt(file, door, watch, () => {
        failures = 0
        watch.onWait(false)
      })
    } catch (error) {
      if (watch.signal.aborted || error instanceof Stopped) return null
      if (error instanceof Refused) {
        localStorage.removeItem(noteOf(file))
        throw error
      }
      watch.onWait(true)
      await pause(Math.min(slowestMs, 1_000 * 2 ** failures++), watch.signal)
      if (watch.signal.aborted) return null
    }
  }
}

/** @param {File} file @param {Door} door @param {Watch} watch @param {() => void} onMoved @returns {Promise<string>} */
const attempt = async (file, door, watch, onMoved) => {
  const place = (await found(file, door)) ?? { url: await create(file, door), offset: 0, id: undefined }
  // It was taken, and the answer was lost.
  if (place.id !== undefined) return done(file, place.id)
  let { offset } = place
  onMoved()
  watch.onProgress(offset)
  for (;;) {
    const piece = file.slice(offset, offset + pieceBytes)
    const begun = offset
    const answer = await patch(place.url, {
      piece,
      offset,
      door,
      watch,
      onSent: sent => watch.onProgress(begun + sent),
    })
    offset = Number(answer.getResponseHeader('Upload-Offset')) || offset + piece.size
    onMoved()
    watch.onProgress(offset)
    if (offset < file.size) continue
    return done(file, idIn(answer))
  }
}

/** @param {File} file @param {string} id */
const done = (file, id) => {
  localStorage.removeItem(noteOf(file))
  return id
}

/** How much of a file is there already; null: nothing was begun, or it has been thrown away. @param {File} file @param {Door} door */
const found = async (file, door) => {
  const note = readNote(noteOf(file))
  if (note === null) return null
  const answer = await fetch(note.url, { method: 'HEAD', headers: headersOf(door), redirect: 'manual' })
  if (answer.status === 404 || answer.status === 410 || answer.status === 403) {
    localStorage.removeItem(noteOf(file))
    return null
  }
  // HEAD has no words.
  if (answer.status === 422) throw await noOf(422, await (await fetch(note.url, { headers: headersOf(door) })).text())
  if (!answer.ok) throw new Error(`status ${answer.status}`)
  const id = answer.headers.get('X-Asset-Id') ?? undefined
  return { url: note.url, offset: Number(answer.headers.get('Upload-Offset')) || 0, id }
}

/** @param {File} file @param {Door} door */
const create = async (file, door) => {
  const metadata = { filename: file.name, ...(file.type === '' ? {} : { filetype: file.type }), ...door.metadata }
  const answer = await fetch(door.endpoint, {
    method: 'POST',
    headers: { ...headersOf(door), 'Upload-Length': String(file.size), 'Upload-Metadata': metadataText(metadata) },
    redirect: 'manual',
  })
  const place = answer.headers.get('Location')
  if (answer.status !== 201 || place === null) throw await noOf(answer.status, await answer.text())
  const url = new URL(place, location.href).pathname
  const note = { name: file.name, size: file.size, url, at: Date.now() }
  localStorage.setItem(noteOf(file), JSON.stringify(note))
  return url
}

/** @param {Record<string, string>} metadata */
const metadataText = metadata =>
  Object.entries(metadata)
    .map(([name, value]) => `${name} ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`)
    .join(',')

/** @param {Door} door @returns {Record<string, string>} */
const headersOf = ({ csrf }) => ({ 'Tus-Resumable': version, 'X-CSRF-Token': csrf })

/** Sends a piece; XMLHttpRequest, for fetch does not tell how far it is.
 *  @param {string} url @param {{ piece: Blob, offset: number, door: Door, watch: Watch, onSent(bytes: number): void }} what
 *  @returns {Promise<XMLHttpRequest>} */
const patch = (url, { piece, offset, door, watch, onSent }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PATCH', url)
    for (const [name, value] of Object.entries(headersOf(door))) request.setRequestHeader(name, value)
    request.setRequestHeader('Content-Type', 'application/offset+octet-stream')
    request.setRequestHeader('Upload-Offset', String(offset))
    request.upload.addEventListener('progress', event => onSent(event.loaded))
    const stop = () => request.abort()
    watch.signal.addEventListener('abort', stop)
    request.addEventListener('loadend', () => watch.signal.removeEventListener('abort', stop))
    request.addEventListener('abort', () => reject(new Stopped('stopped')))
    request.addEventListener('error', () => reject(new Error('the line broke')))
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(request)
      else noOf(request.status, request.responseText).then(reject)
    })
    request.send(piece)
  })

/** Whether asking again may help, and else the reason. @param {number} status @param {string} text */
const noOf = async (status, text) => {
  if (status === 0 || status === 409 || status === 423 || status === 429 || status >= 500)
    return new Error(`status ${status}`)
  try {
    const { title, detail } = JSON.parse(text)
    return new Refused([title, detail].filter(Boolean).join(': ') || `status ${status}`)
  } catch {
    return new Refused(`status ${status}`)
  }
}

/** @param {XMLHttpRequest} answer */
const idIn = answer => {
  const named = answer.getResponseHeader('X-Asset-Id')
  if (named) return named
  try {
    return String(JSON.parse(answer.responseText).id ?? '')
  } catch {
    return ''
  }
}

/** @param {number} ms @param {AbortSignal} signal */
const pause = (ms, signal) =>
  new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      signal.removeEventListener('abort', done)
      resolve(undefined)
    }
    const timer = setTimeout(done, ms)
    window.addEventListener('online', done)
    signal.addEventListener('abort', done)
  })
