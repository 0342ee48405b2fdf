import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { cursorOf, frameOf, type Send, streamFragments } from './live.ts'

type Source = (send: Send, signal: AbortSignal) => Promise<void>

const streamOf = async (source: Source, limits = {}) => {
  const app = new Hono()
  app.get('/', c => streamFragments(c, source, limits))
  const answer = await app.request('/')
  if (answer.body === null) throw new Error('no body')
  return { answer, reader: answer.body.pipeThrough(new TextDecoderStream()).getReader() }
}

const readUntil = async (reader: ReadableStreamDefaultReader<string>, end: RegExp): Promise<string> => {
  let text = ''
  while (!end.test(text)) {
    const { value, done } = await reader.read()
    if (done) break
    text += value
  }
  return text
}

const untilGone: Source = (_, signal) => new Promise(resolve => signal.addEventListener('abort', () => resolve()))

test('a fragment of several lines is one event with its cursor', async () => {
  const row = (
    <li id="row-1">
      {'a\nb'} &amp; <b>c</b>
    </li>
  )
  expect(await frameOf({ kind: 'insert', id: 12, html: row })).toBe(
    'id: 12\nevent: insert\ndata: <li id="row-1">a\ndata: b &amp; <b>c</b></li>\n\n',
  )
  expect(await frameOf({ kind: 'cursor', id: 13 })).toBe('id: 13\nevent: cursor\ndata:\n\n')
})

test('a cursor or a text cannot smuggle in an event of its own', async () => {
  expect(await frameOf({ kind: 'cursor', id: '1\nevent: end' })).toBe('id: 1event: end\nevent: cursor\ndata:\n\n')
  expect(await frameOf({ kind: 'end', text: 'bye\r\nevent: insert' })).toBe(
    'event: end\ndata: bye\ndata: event: insert\n\n',
  )
})

test('fragments arrive in order, and the stream ends with its source', async () => {
  const { answer, reader } = await streamOf(async send => {
    for (const id of [1, 2, 3]) await send({ kind: 'replace', id, html: `<i>${id}</i>` })
  })
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect([...(await readUntil(reader, /never/)).matchAll(/id: (\d)/g)].map(match => match[1])).toEqual(['1', '2', '3'])
})

test('a quiet stream beats', async () => {
  const { reader } = await streamOf(untilGone, { heartbeatMs: 10 })
  expect(await readUntil(reader, /(event: beat\ndata:\n\n){2}/)).toContain('event: beat')
  await reader.cancel()
})

test('an end is the last thing said', async () => {
  const { reader } = await streamOf(async send => {
    await send({ kind: 'end', text: 'signed out' })
    await send({ kind: 'cursor', id: 9 })
  })
  const text = await readUntil(reader, /never/)
  expect(text).toContain('event: end\ndata: signed out\n\n')
  expect(text).not.toContain('id: 9')
})

test('a reader that goes stops the source', async () => {
  let stopped = (): void => {}
  const gone = new Promise<void>(resolve => {
    stopped = resolve
  })
  const { reader } = await streamOf(async (send, signal) => {
    await untilGone(send, signal)
    stopped()
  })
  await reader.read()
  await reader.cancel()
  await gone
})

test('a source that awaits is held at the pace of its reader', async () => {
  let sent = 0
  const { reader } = await streamOf(async (send, signal) => {
    while (!signal.aborted && sent < 10_000) {
      await send({ kind: 'cursor', id: sent })
      sent += 1
    }
  })
  await reader.read()
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(sent).toBeLessThan(200)
  await reader.cancel()
})

test('a reader that does not keep up with a source that does not wait is cut off', async () => {
  const { reader } = await streamOf(
    async (send, signal) => {
      for (let id = 0; id < 500; id += 1) void send({ kind: 'cursor', id })
      await untilGone(send, signal)
    },
    { waiting: 100 },
  )
  await expect(readUntil(reader, /never/)).rejects.toThrow('too slow')
})

test('a page resumes from the last event it has seen, else from the cursor in its address', async () => {
  const app = new Hono().get('/', c => c.text(String(cursorOf(c))))
  expect(await (await app.request('/?after=7')).text()).toBe('7')
  expect(await (await app.request('/?after=7', { headers: { 'Last-Event-ID': '9' } })).text()).toBe('9')
  expect(await (await app.request('/')).text()).toBe('null')
})
