import { inspectRoutes } from 'hono/dev'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeDraftId } from '../src/store/draft.ts'
import { kitPassword } from './kit/accounts.ts'
import { type Started, startedDateline } from './kit/dateline.ts'
import { answerTo, mayFind } from './leaks/ask.ts'
import { incomingWords, leaveIncoming } from './leaks/incoming.ts'
import { type Ask, type Door, matrixOf, type Row } from './leaks/matrix.ts'
import { filesAt } from './leaks/pictures.ts'
import { admitReaders, clientName, credentialsOf, type Reader } from './leaks/readers.ts'
import { current, everything, mark, publicly, sendStories } from './leaks/stories.ts'

/** One answer: who asked what, and the words that were found in it. */
interface Finding {
  readonly reader: Reader
  readonly door: Door
  readonly route: string
  readonly path: string
  readonly status: number
  readonly words: readonly string[]
}

let started: Started
let readers: Reader[]
let matrix: Readonly<Record<string, Row>>
let findings: Finding[]
let secrets: string[]
let changed: [object, object]

const counts = async () => {
  const [row] = await started.db`
    select (select count(*)::int from entry) as entries, (select count(*)::int from draft) as drafts,
      (select sum(revision)::int from draft) as revisions, (select count(*)::int from enquiry) as enquiries,
      (select string_agg(status, ' ' order by id) from intake_item) as incoming, (select count(*)::int from intake_source) as sources,
      (select string_agg(status || reads, ' ' order by id) from intake_raw) as raws,
      (select string_agg(name || enabled || (key_digest is null), ' ' order by id) from intake_source) as set`
  return row ?? {}
}

beforeAll(async () => {
  started = await startedDateline()
  readers = await admitReaders(started)
  const { items, pictures, upload } = await sendStories(started)
  const draft = await leaveDraft()
  await leaveEnquiry()
  const incoming = await leaveIncoming(started)
  const slugs = (await started.db<{ slug: string }[]>`select slug from item`).map(({ slug }) => slug)
  const open = await started.db<{ slug: string }[]>`select slug from teaser union select slug from public_notice`
  const openSlugs = open.map(({ slug }) => slug)
  const stylesheet = /href="([^"]+\.css)"/.exec(await (await fetch(`${started.url}/docs`)).text())?.[1] ?? ''
  matrix = matrixOf({ items, slugs, draft, stylesheet, pictures, upload, ...incoming })
  await settle()
  secrets = [kitPassword, ...readers.flatMap(({ key, session }) => [key?.basic.split(':')[1], session?.token])].flatMap(
    secret => (secret === undefined ? [] : [secret.toLowerCase()]),
  )
  const before = await counts()
  findings = (await Promise.all(readers.map(reader => askEverything(reader, openSlugs)))).flat()
  changed = [before, await counts()]
}, 900_000)
afterAll(() => started.stop())

const readerNamed = (name: string): Reader => {
  const reader = readers.find(each => each.name === name)
  if (reader === undefined) throw new Error(`there is no reader ${name}`)
  return reader
}

/** What a writer has begun and nobody has sent. */
const leaveDraft = async (): Promise<string> => {
  const id = makeDraftId()
  const form = { revision: '0', headline: 'qzdraftheadline', body: 'qzdraftbody', language: 'en', priority: '4' }
  const answer = await answerTo(
    started.url,
    readerNamed('writer'),
    { door: 'desk' },
    { path: `/desk/drafts/${id}`, form },
  )
  expect(answer.status).toBe(303)
  return id
}

const leaveEnquiry = async () => {
  const form = { organisation: 'Lisk Post', name: 'Ida Morn', email: 'ida@lisk.example', message: 'qzenquiry' }
  const answer = await answerTo(started.url, readerNamed('nobody'), { door: 'site' }, { path: '/en/contact', form })
  expect(answer.status).toBe(303)
}

const patience = { timeout: 10_000, interval: 100 }

/** Until everything sent can be read, and the one contract has ended. */
const settle = async () => {
  for (const name of ['lapsed', 'pictures lapsed']) await readerNamed(name).lapse?.()
  const ask = (name: string, path: string) => answerTo(started.url, readerNamed(name), { door: 'v1' }, { path })
  for (const name of ['lapsed', 'pictures lapsed'])
    await vi.waitFor(async () => expect((await ask(name, '/v1/scope')).text).toMatch(/"until":"/), patience)
  const wire = '/v1/entries?after=0&limit=500'
  await vi.waitFor(async () => expect((await ask('trusted', wire)).text).toContain(mark('leftnew', 'body')), patience)
}

const askEverything = async (reader: Reader, openSlugs: readonly string[]): Promise<Finding[]> => {
  const found: Finding[] = []
  const isStaff = reader.session?.realm === 'desk'
  for (const [route, row] of Object.entries(matrix)) {
    for (const ask of row.asks) {
      // What staff do on the desk is theirs to do.
      if (isStaff && row.door === 'desk' && ask.form !== undefined) continue
      const { status, text } = await answerTo(started.url, reader, row, ask)
      // The address of a public story stays what it was made of, its first headline; so does one that somebody made up.
      const known = row.door === 'site' ? [...openSlugs, ask.path.split(/[/=]/).at(-1) || '/'] : []
      const said = known.reduce((rest, slug) => rest.replaceAll(slug, ''), text)
      const words = wordsIn(said)
      found.push({ reader, door: row.door, route, path: ask.path, status, words })
    }
  }
  return found
}

const wordsIn = (text: string): string[] => {
  const clients = readers.map(({ name }) => clientName(name))
  return [...everything, ...clients, ...secrets].filter(word => text.includes(word))
}

const told = ({ reader, path, status }: Finding, word: string) => `${reader.name} found ${word} at ${path} (${status})`

test('every route of the server is in the matrix, and nothing else is', async () => {
  const pages = inspectRoutes(started.dateline.web)
    .filter(({ isMiddleware }) => !isMiddleware)
    .map(({ method, path }) => `${method} ${path.replace(/\{[^}]*\}/g, '')}`)
  // What node:http answers itself is named by HAS, and by the description of the API.
  const basic = readerNamed('whole wire')
  const valid = await answerTo(started.url, basic, { door: 'has' }, { path: '/abone/none' })
  const has = [...valid.text.matchAll(/(get|post) (\/abone\/[^\s,"]*)/g)].map(([line]) => line)
  const described = (await (await fetch(`${started.url}/v1/openapi.json`)).json()) as { paths: Record<string, object> }
  const api = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} /v1${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
  expect(has).toHaveLength(6)
  const routes = new Set([...pages, ...api])
  const listed = Object.keys(matrix).filter(route => route !== 'nothing there')
  expect(listed.filter(route => !/ \/abone\//.test(route)).sort()).toEqual([...routes].sort())
  expect(listed.filter(route => / \/abone\//.test(route)).map(route => route.toLowerCase())).toEqual(has)
})

test.each<Door>(['v1', 'has', 'portal', 'desk', 'site', 'open'])('nobody finds at %s what is not theirs', door => {
  const asked = findings.filter(finding => finding.door === door)
  expect(asked.length).toBeGreaterThan(readers.length)
  const leaks = asked.flatMap(finding => {
    const allowed = mayFind(finding.reader, door, publicly)
    return finding.words.filter(word => !allowed.includes(word)).map(word => told(finding, word))
  })
  expect(leaks).toEqual([])
})

/** Words that a reader may find at a door, and did not. */
const missingAt = (door: Door, words: readonly string[]): string[] =>
  readers.flatMap(reader => {
    const own = findings.filter(each => each.door === door && each.reader === reader)
    const found = new Set(own.flatMap(each => each.words))
    const wanted = mayFind(reader, door, publicly).filter(word => words.includes(word))
    return wanted.filter(word => !found.has(word)).map(word => `${reader.name} did not find ${word}`)
  })

test.each<Door>(['v1', 'has', 'portal', 'desk', 'site'])('everybody finds at %s what is theirs', door => {
  const theirs = [...current.map(text => mark(text, door === 'site' ? 'summ' : 'body')), mark('killed', 'line')]
  expect(missingAt(door, theirs)).toEqual([])
})

test.each<Door>(['v1', 'has', 'portal', 'desk'])('everybody gets at %s the files that are theirs', door => {
  expect(missingAt(door, filesAt(door))).toEqual([])
})

test('no request of a subscriber or of nobody changed the wire, a draft or an enquiry', () =>
  expect(changed[1]).toEqual(changed[0]))

test('no answer was a fault of ours, or a refusal for asking too often, which would hide what there is', () =>
  expect(
    findings.filter(({ status }) => status >= 500 || status === 429).map(finding => told(finding, 'a fault')),
  ).toEqual([]))

test('the desk shows nothing to those who are not of the agency, and the portal nothing to those who are', () => {
  const open = findings.filter(
    ({ door, reader, route, status }) =>
      (door === 'desk' || door === 'portal') &&
      reader.session?.realm !== door &&
      !/sign-(in|out)$/.test(route) &&
      !/\/live$/.test(route) &&
      ![302, 401, 403].includes(status),
  )
  expect(open.map(finding => told(finding, finding.route))).toEqual([])
})

/** Searches for a word, at every door that has a search. */
const searches: readonly { door: Door; ask: (word: string) => Ask }[] = [
  { door: 'v1', ask: word => ({ path: `/v1/entries?after=0&limit=500&q=${word}` }) },
  { door: 'has', ask: word => ({ path: '/abone/search', form: { search_string: word, start_date: '*' } }) },
  { door: 'portal', ask: word => ({ path: `/portal?q=${word}`, accept: 'text/html' }) },
]

/** The answer to a search without the word itself and without what differs from request to request. */
const found = async (reader: Reader, { door, ask }: (typeof searches)[number], word: string): Promise<string> => {
  const { status, text } = await answerTo(started.url, reader, { door }, ask(word))
  if (status === 429) throw new Error(`${reader.name} asked too often at ${door}`)
  const body = text.slice(text.indexOf('\n\n')).replaceAll(word, 'word')
  return `${status} ${body.replace(/[\da-f]{8}-[\da-f]{4}-[\da-f-]{22}/g, 'id')}`
}

test('a search for a word that a reader may not see answers like one for a word that nobody wrote', async () => {
  const sought = ['plain', 'secret', 'killed', 'movednew', 'leftnew'].flatMap(text => [
    mark(text, 'body'),
    mark(text, 'head'),
  ])
  const wrong: string[] = []
  let differing = 0
  for (const reader of readers) {
    for (const search of searches) {
      const unwritten = await found(reader, search, 'qznobodywrote')
      const visible = mayFind(reader, search.door, publicly)
      for (const word of sought) {
        const isTold = (await found(reader, search, word)) !== unwritten
        if (isTold && !visible.includes(word))
          wrong.push(`${reader.name} can tell at ${search.door} that ${word} exists`)
        if (isTold) differing++
      }
    }
  }
  expect(wrong).toEqual([])
  // Two words of three stories or more, for three readers at least, at three doors.
  expect(differing).toBeGreaterThan(40)
}, 60_000)

test('the matrix would see a leak: what the agency itself is shown is found', () => {
  const seen = new Set(findings.filter(({ reader }) => reader.name === 'editor').flatMap(({ words }) => words))
  for (const word of [
    mark('secret', 'body'),
    mark('killed', 'body'),
    'qzdraftbody',
    'qzenquiry',
    'qzsender',
    ...incomingWords,
  ]) {
    expect(seen).toContain(word)
  }
  expect(credentialsOf(readerNamed('whole wire'), 'v1').Authorization).toMatch(/^Bearer dlk_/)
})
