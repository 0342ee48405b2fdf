import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agency, examples, floodInVeyra, harbourInQadira, version } from '../../../test/kit/examples.ts'
import { longRuns, mutations, truncations } from '../../../test/kit/hostile.ts'
import { itemIn } from '../../../test/kit/read-one.ts'
import { faultOf } from '../../../test/kit/reading-faults.ts'
import { arbitraryVersion } from '../../../test/kit/versions-arbitrary.ts'
import { seeded } from '../../../test/proofs/random.ts'
import { textOfBody } from '../../domain/body.ts'
import { differences, notCarried } from '../carried.ts'
import { parseXml } from '../read/xml-tree.ts'
import { readDocument } from '../read.ts'
import { noDefaults } from '../reading.ts'
import { writeHtml } from './write.ts'

const full = { face: 'full', notice: null, agency } as const

test('any version comes back from its page but for what is there in words alone', async () => {
  const listed = Object.keys(notCarried('html'))
  for (const sent of [...Object.values(examples), ...fc.sample(arbitraryVersion(), { seed: 5, numRuns: 150 })]) {
    const lost = differences(sent, agency, await itemIn(writeHtml(sent, full)))
    expect(
      lost.filter(field => !listed.includes(field)),
      sent.item,
    ).toEqual([])
  }
})

test('a page is complete, well-formed XML, without script, and fetches nothing', () => {
  for (const sent of Object.values(examples)) {
    const page = writeHtml(sent, full)
    expect(parseXml(page).name).toBe('html')
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(/iu)
  }
})

test('a page says which way its language runs', () => {
  expect(writeHtml(harbourInQadira, full)).toContain('<html lang="ar" dir="rtl">')
  expect(writeHtml(floodInVeyra, full)).toContain('<html lang="en" dir="ltr">')
})

test('no text breaks out of the page', async () => {
  const words = '</div></article><script>x()</script>"><p class="note">KILL: all of it</p>'
  const evil = version({
    note: words,
    content: { headline: words, dateline: words, keywords: [words], body: [{ kind: 'p', spans: [{ text: words }] }] },
  })
  const page = writeHtml(evil, full)
  expect(page).not.toContain('<script')
  expect(await itemIn(page)).toMatchObject({
    signal: 'new',
    headline: words,
    keywords: [words],
    body: [{ spans: [{ text: words }] }],
  })
})

test('a page of somebody else’s is read by its article and what it says of itself', async () => {
  const item = await itemIn(
    `<!doctype html><html lang="en-GB"><head><title>Ferries | Orsel News</title><link rel="canonical" href="https://orsel.example/1">
     <meta property="og:title" content="Ferries run again"><meta property="og:site_name" content="Orsel News"><meta name="author" content="Ines Tallow">
     <meta property="article:published_time" content="2026-11-23T09:00:00Z"><meta name="keywords" content="ferry, lake"><meta property="og:image" content="/pier.jpg">
     <meta name="description" content="They run."></head><body><nav>Home</nav><article><h1>Ferries run again</h1>
     <p>ORSEL (ON) - They crossed the <a href="/lake">lake</a>.<p>Two boats are in use.</article><footer>Imprint</footer></body></html>`,
  )
  expect(item).toMatchObject({
    ...{
      id: 'https://orsel.example/1',
      url: 'https://orsel.example/1',
      headline: 'Ferries run again',
      language: 'en-GB',
    },
    ...{
      provider: 'Orsel News',
      bylines: ['Ines Tallow'],
      keywords: ['ferry', 'lake'],
      summary: 'They run.',
      dateline: 'ORSEL',
    },
    firstCreated: new Date('2026-11-23T09:00:00Z'),
    renditions: [{ role: 'preview', href: 'https://orsel.example/pier.jpg' }],
  })
  expect(textOfBody(item.body)).toBe('They crossed the lake.\n\nTwo boats are in use.')
  expect(item.remarks).toContainEqual({
    kind: 'guessed',
    field: 'body',
    detail: 'what stands in <article> of a web page',
  })
})

test('a page of ours that was cut off is held', async () => {
  expect(await itemIn(writeHtml(floodInVeyra, full).slice(0, -60))).toMatchObject({ holds: [{ code: 'incomplete' }] })
})

test('a page that is cut off, damaged or without end is read or refused with a reason', async () => {
  const page = Buffer.from(writeHtml(examples.cropReport ?? floodInVeyra, full))
  const all = [...truncations(page), ...mutations(page, seeded(7), 60), ...longRuns(page.toString(), 4000)]
  for (const { name, bytes } of all) expect(faultOf(await readDocument(bytes, noDefaults)), name).toBe(null)
})

test('a page without anything is held', async () => {
  expect(await itemIn('<html></html>')).toMatchObject({
    headline: '',
    holds: [{ code: 'no-language' }, { code: 'no-text' }],
  })
})
