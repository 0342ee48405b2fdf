import { createTransport } from 'nodemailer'
import { afterEach, expect, test } from 'vitest'
import { noDefaults } from '../formats/reading.ts'
import { smtpSettings, startSmtp } from './smtp.ts'
import type { Arrival, OpenSource } from './way.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

const source = (settings: object, secret: string | null = null): OpenSource => ({
  id: 'src_afp',
  name: 'A foreign agency',
  kind: 'smtp',
  settings: { address: 'afp@intake.meridian.example', ...settings },
  secret,
  state: null,
  defaults: noDefaults,
})

/** A listener with one source, and a sender to it. */
const started = async (
  settings: object = {},
  { secret = null, isDown = false }: { secret?: string | null; isDown?: boolean } = {},
) => {
  const arrivals: Arrival[] = []
  const errors: unknown[] = []
  const listener = await startSmtp({
    port: 0,
    host: '127.0.0.1',
    sourceAt: async localPart => (localPart === 'afp' ? source(settings, secret) : null),
    deliver: async (_, arrival) => {
      if (isDown) throw new Error('the store is away')
      arrivals.push(arrival)
    },
    onError: error => errors.push(error),
  })
  stops.push(() => listener.stop())
  const send = async (mail: object = {}, auth?: { user: string; pass: string }) => {
    const tls = { rejectUnauthorized: false }
    const transport = createTransport({
      host: '127.0.0.1',
      port: listener.port,
      tls,
      ...(auth === undefined ? {} : { auth }),
    })
    try {
      const letter = {
        from: 'desk@afp.example',
        to: 'afp@intake.meridian.example',
        subject: 'Ferry',
        text: 'It leaves.',
        ...mail,
      }
      return (await transport.sendMail(letter)).response
    } catch (error) {
      return String((error as { response?: string }).response ?? error)
    } finally {
      transport.close()
    }
  }
  return { arrivals, errors, send }
}

test('a mail arrives as it was sent, and is accepted once it is stored', async () => {
  const { arrivals, send } = await started()
  expect(await send()).toMatch(/^250/u)
  expect(arrivals).toHaveLength(1)
  const [{ bytes, contentType, headers } = { bytes: Buffer.from(''), contentType: null, headers: {} }] = arrivals
  expect(contentType).toBe('message/rfc822')
  expect(new TextDecoder().decode(bytes)).toMatch(
    /^From: desk@afp\.example\r\n[\s\S]*Subject: Ferry\r\n[\s\S]*It leaves\.\r\n/u,
  )
  expect(headers).toMatchObject({ 'smtp-from': 'desk@afp.example', 'smtp-to': 'afp', 'smtp-peer': '127.0.0.1' })
})

test('the local part names the source in any case and at any domain; others are unknown', async () => {
  const { arrivals, send } = await started()
  expect(await send({ to: 'AFP@other.example' })).toMatch(/^250/u)
  expect(await send({ to: 'ap@intake.meridian.example' })).toMatch(/^550/u)
  expect(arrivals).toHaveLength(1)
})

test('a mail that could not be stored is asked for again', async () => {
  const { errors, send } = await started({}, { isDown: true })
  expect(await send()).toMatch(/^451/u)
  expect(errors).toHaveLength(1)
})

test('senders are those that are listed, by address or by domain', async () => {
  const { arrivals, send } = await started({ senders: ['afp.example', 'one@ap.example'] })
  expect(await send({ from: 'Desk@AFP.example' })).toMatch(/^250/u)
  expect(await send({ from: 'one@ap.example' })).toMatch(/^250/u)
  expect(await send({ from: 'two@ap.example' })).toMatch(/^550/u)
  expect(await send({ from: 'desk@notafp.example' })).toMatch(/^550/u)
  expect(arrivals).toHaveLength(2)
})

test('machines are those that are listed', async () => {
  expect(await (await started({ peers: ['192.0.2.0/24'] })).send()).toMatch(/^550/u)
  expect(await (await started({ peers: ['192.0.2.0/24', '127.0.0.0/8'] })).send()).toMatch(/^250/u)
})

test('a source that wants AUTH takes mail with its own password only', async () => {
  const { arrivals, send } = await started({ needsAuth: true }, { secret: 'open sesame' })
  expect(await send()).toMatch(/^530/u)
  expect(await send({}, { user: 'afp', pass: 'open barley' })).toMatch(/^535/u)
  expect(await send({}, { user: 'ap', pass: 'open sesame' })).toMatch(/^535/u)
  expect(await send({}, { user: 'afp@intake.meridian.example', pass: 'open sesame' })).toMatch(/^250/u)
  expect(arrivals).toHaveLength(1)
})

test('what is larger than any reader takes is refused, and the listener goes on', async () => {
  const { arrivals, send } = await started()
  expect(await send({ text: 'x'.repeat(17 << 20) })).toMatch(/^552/u)
  expect(await send()).toMatch(/^250/u)
  expect(arrivals).toHaveLength(1)
})

test('a list of senders may be one text with commas', () => {
  const { senders, peers } = smtpSettings.parse({
    address: 'wire',
    senders: 'a@b.example, c.example',
    peers: '192.0.2.0/24',
  })
  expect([senders, peers]).toEqual([['a@b.example', 'c.example'], ['192.0.2.0/24']])
})
