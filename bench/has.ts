import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { addSubscriber, issueKey, setLicence, setProduct } from '../src/accounts/admin.ts'
import { itemTypes } from '../src/domain/ids.ts'
import { createDiskBlobs } from '../src/media/blobs-disk.ts'
import type { Db } from '../src/store/db.ts'
import { publish } from '../src/wire/publish.ts'
import { mediaOf, readyPicture } from '../test/kit/media.ts'
import { type Agency, serveAgency } from './agency.ts'
import { type Bench, type Figure, figuresOf } from './figures.ts'
import { startNginx } from './nginx.ts'
import { cpuMsOf, inTemporaryFolder } from './programs.ts'
import { load } from './requests.ts'
import { median } from './statistics.ts'
import { story } from './stories.ts'

/** A key may ask 20 times a second: so many of them that the pace is never what is measured. */
const keys = 500
const connections = 16
const roundMs = 2_000

/** What is asked for: of Dateline with a key and an address that change, of nginx a file of the same bytes. */
interface Kind {
  readonly name: string
  readonly request: (n: number, authorization: string) => string
}

export const hasBench: Bench = {
  sentence: 'Requests a second under /abone, with entitlement and its books, beside a static file from nginx.',
  options: { items: 2_000, rounds: 5 },
  run: ({ items = 0, rounds = 0 }) =>
    inTemporaryFolder(async folder => {
      const nginx = await startNginx(folder)
      if ('missing' in nginx) console.error(`has: without a peer: ${nginx.missing}`)
      const agency = await serveAgency(folder, 1)
      try {
        const authorizations = await subscribers(agency.db)
        const ids = await news(agency, folder, items)
        const figures: Figure[] = []
        for (const kind of kindsOf(ids)) {
          figures.push(...(await compared(kind, { agency, nginx, authorizations, rounds })))
        }
        return figures
      } finally {
        await agency.stop()
        if (!('missing' in nginx)) await nginx.stop()
      }
    }),
}

const subscribers = async (db: Db): Promise<string[]> => {
  const act = { db, by: 'bench', now: new Date(Date.now() - 1_000) }
  const names = { en: 'All', tr: 'Hepsi', ar: 'الكل' }
  const { id: product } = await setProduct(act, { code: 'everything', names, rule: {} })
  const made: string[] = []
  for (let n = 0; n < keys; n++) {
    const { id } = await addSubscriber(act, { name: `Newsroom ${n}`, email: `desk@newsroom${n}.example` })
    await setLicence(act, { subscriber: id, products: [product], types: [...itemTypes] })
    const { credential, secret } = await issueKey(act, { subscriber: id, name: `Newsroom ${n}` })
    made.push(`Basic ${Buffer.from(`${credential.id}:${secret}`).toString('base64')}`)
  }
  return made
}

interface Ids {
  /** The newest hundred. */
  readonly texts: readonly string[]
  readonly picture: string
}

const news = async ({ publisher, db }: Agency, folder: string, items: number): Promise<Ids> => {
  const blobs = join(folder, 'data', 'blobs')
  mkdirSync(blobs, { recursive: true })
  const files = mediaOf(await readyPicture(db, createDiskBlobs(blobs)))
  const send = async (n: number, type: 'text' | 'picture') => {
    const filing = story(n)
    const content = type === 'text' || filing.content === null ? filing.content : { ...filing.content, ...files }
    const sent = await publish(publisher, {
      filing: { ...filing, content },
      type,
      item: null,
      expects: null,
      key: null,
    })
    return sent.item
  }
  const picture = await send(0, 'picture')
  const texts: string[] = []
  for (let n = 1; n <= items; n++) texts.push(await send(n, 'text'))
  return { picture, texts: texts.slice(-100) }
}

const kindsOf = ({ texts, picture }: Ids): Kind[] => {
  const post = (body: string) => (_: number, authorization: string) =>
    `POST /abone/search HTTP/1.1\r\nHost: a\r\nAuthorization: ${authorization}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  const get = (path: (n: number) => string) => (n: number, authorization: string) =>
    `GET /abone/${path(n)} HTTP/1.1\r\nHost: a\r\nAuthorization: ${authorization}\r\n\r\n`
  return [
    { name: 'search, 20 lines', request: post('filter_type=1&filter_language=2&limit=20&start_date=*&end_date=NOW') },
    {
      name: 'search, 20 lines, from a moment of its own',
      request: (n, authorization) => {
        const start = new Date(Date.UTC(2001, 0, 1) + 1_000 * n).toISOString()
        return post(`filter_type=1&limit=20&start_date=${start}&end_date=NOW`)(n, authorization)
      },
    },
    { name: 'search, 100 lines', request: post('filter_type=1&limit=100') },
    { name: 'document of a text', request: get(n => `document/${texts[n % texts.length]}/newsml29`) },
    { name: 'document of a picture', request: get(() => `document/${picture}/web`) },
    { name: 'token', request: get(() => `token/${picture}/web`) },
    { name: 'discover', request: get(() => 'discover/tr_TR') },
  ]
}

const compared = async (
  { name, request }: Kind,
  {
    agency,
    nginx,
    authorizations,
    rounds,
  }: {
    agency: Agency
    nginx: Awaited<ReturnType<typeof startNginx>>
    authorizations: readonly string[]
    rounds: number
  },
): Promise<Figure[]> => {
  const { port, pid } = agency.server
  let n = 0
  const next = () => Buffer.from(request(n++, authorizations[n % authorizations.length] ?? ''))
  const sample = await fetch(
    `http://127.0.0.1:${port}${pathOf(request(0, ''))}`,
    initOf(request(0, authorizations[0] ?? '')),
  )
  const bytes = Buffer.from(await sample.arrayBuffer())
  const path = 'missing' in nginx ? '' : nginx.put(`${name.replaceAll(/\W+/gu, '-')}.bin`, bytes)
  const plain = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`)
  const own: Round[] = []
  const peer: Round[] = []
  for (let round = 0; round <= rounds; round++) {
    const mine = await timed(pid, () => load({ port, connections, ms: roundMs, next }))
    const theirs =
      'missing' in nginx
        ? null
        : await timed(nginx.pid, () => load({ port: nginx.port, connections, ms: roundMs / 4, next: () => plain }))
    // The first is for warming up.
    if (round === 0) continue
    own.push(mine)
    if (theirs !== null) peer.push(theirs)
  }
  const { own: figure, peer: other } = figuresOf('has')
  return (['a second', 'a CPU second'] as const).flatMap(unit => {
    const metric = `${name} (${bytes.length.toLocaleString('en')} bytes), requests ${unit}`
    const value = median(own.map(each => each[unit]))
    const least = peer.length === 0 ? null : median(peer.map(each => each[unit]))
    return [
      figure(metric, value, '/s'),
      ...(least === null ? [] : [other('nginx, static', metric, least, '/s', value / least)]),
    ]
  })
}

interface Round {
  readonly 'a second': number
  readonly 'a CPU second': number
}

const timed = async (pid: number, run: () => ReturnType<typeof load>): Promise<Round> => {
  const before = cpuMsOf(pid)
  const { requests, seconds } = await run()
  return { 'a second': requests / seconds, 'a CPU second': (1000 * requests) / Math.max(10, cpuMsOf(pid) - before) }
}

const pathOf = (request: string): string => request.split(' ')[1] ?? '/'

const initOf = (request: string): RequestInit => {
  const [head = '', body] = request.split('\r\n\r\n')
  const Authorization = /Authorization: (.*)/u.exec(head)?.[1] ?? ''
  const headers = { Authorization, 'Content-Type': 'application/x-www-form-urlencoded' }
  return request.startsWith('POST') ? { method: 'POST', headers, body: body ?? '' } : { headers, redirect: 'manual' }
}
