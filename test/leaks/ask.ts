import type { Ask, Door, Row } from './matrix.ts'
import { credentialsOf, type Reader } from './readers.ts'

/** How long an answer that never ends is read after its last word. */
const quietMs = 700

/** Everything of an answer: status, headers and body, in small letters. A session that the answer itself gives is not read. */
export const answerTo = async (
  url: string,
  reader: Reader,
  { door, isStream, isBare }: Pick<Row, 'door' | 'isStream' | 'isBare'>,
  { path, accept, form, method = form === undefined ? 'GET' : 'POST' }: Ask,
): Promise<{ status: number; text: string }> => {
  const over = new AbortController()
  const answer = await fetch(url + path, {
    method,
    headers: { ...(accept === undefined ? {} : { Accept: accept }), ...(isBare ? {} : credentialsOf(reader, door)) },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    redirect: 'manual',
    signal: over.signal,
  }).catch(error => {
    throw new Error(`${reader.name} got no answer at ${method} ${path}`, { cause: error })
  })
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  const body = isStream ? await readUntilQuiet(answer, over) : await answer.text()
  const linked = isStream ? [] : await Promise.all(linksIn(`${headers}\n${body}`).map(link => followed(url, link)))
  const text = [`${answer.status} ${answer.statusText}`, headers, '', body, ...linked].join('\n')
  return { status: answer.status, text: text.toLowerCase() }
}

/** Links that work without a key, wherever an answer gives them. */
const linksIn = (text: string): string[] => text.match(/\/v1\/media\/[^\s"'<>]*[?&]link=[\w-]+\.[\w-]+/gu) ?? []

/** What somebody finds who has nothing but the link. */
const followed = async (url: string, path: string): Promise<string> => {
  const answer = await fetch(url + path)
  return `${answer.status} ${await answer.text()}`
}

const readUntilQuiet = async (answer: Response, over: AbortController): Promise<string> => {
  let text = ''
  const timer = setTimeout(() => over.abort(), quietMs)
  try {
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      timer.refresh()
    }
  } catch (error) {
    if (!over.signal.aborted) throw error
  }
  clearTimeout(timer)
  return text
}

/** What a reader may find behind a door. */
export const mayFind = (reader: Reader, door: Door, publicly: readonly string[]): readonly string[] => {
  switch (door) {
    case 'v1':
    case 'has':
      return reader.key === null || reader.name === 'revoked' ? [] : reader.sees
    case 'portal':
    case 'desk':
      return reader.session?.realm === door ? reader.sees : []
    case 'site':
      return publicly
    case 'open':
      return []
    default:
      return door satisfies never
  }
}
