import { expect, test } from 'vitest'
import {
  agency,
  budgetFile,
  cropReport,
  embargoed,
  embargoedWithoutEnd,
  floodAdvised,
  floodCorrected,
  floodInVeyra,
  floodKilled,
  floodMap,
  floodUpdated,
  floodWithheld,
  harbourInQadira,
  lakeDossier,
  lakePicture,
  lakeVideo,
  released,
  tramInIrmakli,
  tramNamed,
  tramNamedKilled,
  version,
} from '../../test/kit/examples.ts'
import { expectGolden } from '../../test/kit/golden.ts'
import { noticeOf } from '../domain/notice.ts'
import type { SentVersion } from '../domain/version.ts'
import { writeNewsml29Series } from './newsml-g2/write-has.ts'
import { writeNewsMessage } from './newsml-g2/write-message.ts'
import { type FormatName, formatNames, render } from './render.ts'
import type { Rendering } from './rendering.ts'

const full: Rendering = { face: 'full', notice: null, agency }
const headline: Rendering = { face: 'headline', notice: null, agency }
const notice: Rendering = { face: 'notice', notice: null, agency }
const killed: Rendering = { face: 'notice', notice: noticeOf(floodKilled), noticeAt: floodKilled.sentAt, agency }

const cases: readonly (readonly [string, SentVersion, Rendering])[] = [
  ['new', floodInVeyra, full],
  ['new-turkish', tramInIrmakli, full],
  ['new-arabic', harbourInQadira, full],
  ['new-every-block', cropReport, full],
  ['update', floodUpdated, full],
  ['advisory', floodAdvised, full],
  ['correction', floodCorrected, full],
  ['correction-headline', floodCorrected, headline],
  ['correction-notice', floodCorrected, notice],
  ['withhold', floodWithheld, { ...notice, notice: noticeOf(floodWithheld) }],
  ['kill', floodKilled, killed],
  ['new-after-kill', floodInVeyra, killed],
  ['embargo', embargoed, full],
  ['embargo-without-end', embargoedWithoutEnd, full],
  ['release', released, full],
  ['names-and-links', tramNamed, full],
  ['kill-with-reason', tramNamedKilled, full],
  [
    'rights-link',
    tramInIrmakli,
    { ...headline, agency: { ...agency, rightsUrl: 'https://meridian.example/odrl?a=1&b=2' } },
  ],
]

const endings: Readonly<Record<FormatName, string>> = {
  ninjs: 'ninjs.json',
  'ninjs-2.2': 'ninjs22.json',
  'ninjs-1.6': 'ninjs16.json',
  'ninjs-superdesk': 'superdesk.json',
  'newsml-g2': 'g2.xml',
  newsml29: 'newsml29.xml',
  newsml12: 'newsml12.xml',
  nitf: 'nitf.xml',
  iptc7901: '7901',
  text: 'txt',
  html: 'html',
}

/** JSON with its lines apart, for diffs that can be read. */
const readable = (format: FormatName, document: string): string =>
  format.startsWith('ninjs') ? `${JSON.stringify(JSON.parse(document), null, 2)}\n` : document

for (const format of formatNames) {
  for (const [name, version, rendering] of cases) {
    test(`${format} writes ${name} as its golden file says`, () => {
      const document = render(format, version, rendering).bytes.toString()
      expectGolden(`formats/${name}.${endings[format]}`, readable(format, document))
    })
  }
}

// What only some formats have a shape of its own for.
const media: readonly (readonly [string, SentVersion])[] = [
  ['picture', lakePicture],
  ['video', lakeVideo],
  ['graphic', floodMap],
  ['file', budgetFile],
  ['collection', lakeDossier],
]

for (const format of ['newsml-g2', 'newsml29'] as const) {
  for (const [name, version] of media) {
    test(`${format} writes a ${name} as its golden file says`, () => {
      expectGolden(`formats/${name}.${endings[format]}`, render(format, version, full).bytes.toString())
    })
  }
}

test('newsml-g2 writes a message and newsml29 a series as their golden files say', () => {
  const sent = [lakeDossier, lakePicture, floodInVeyra]
  const message = {
    rendering: full,
    sentAt: new Date('2026-11-23T12:00:00Z'),
    transmitId: 'tx-1',
    channels: ['text-en'],
  }
  expectGolden('formats/message.g2.xml', writeNewsMessage(sent, message))
  const series = [lakePicture, version({ n: 1030, type: 'picture', content: lakePicture.content })]
  expectGolden(
    'formats/series.newsml29.xml',
    writeNewsml29Series(
      series.map(version => ({ version, rendering: full })),
      agency,
    ),
  )
})

test('a format is sent under the media type that its readers ask for', () => {
  const types = formatNames.map(format => render(format, floodInVeyra, full).contentType)
  expect(types).toEqual([
    'application/json',
    'application/json',
    'application/json',
    'application/json',
    'application/vnd.iptc.g2.newsitem+xml',
    'application/xml',
    'application/xml',
    'application/nitf+xml',
    'text/plain; charset=utf-8',
    'text/plain; charset=utf-8',
    'text/html; charset=utf-8',
  ])
})
