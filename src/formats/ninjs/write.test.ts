import { describe, expect, test } from 'vitest'
import {
  agency,
  budgetFile,
  embargoed,
  examples,
  floodCorrected,
  floodInVeyra,
  floodKilled,
  floodMap,
  floodWithheld,
  lakeDossier,
  lakePicture,
  lakeVideo,
  version,
} from '../../../test/kit/examples.ts'
import { expectGolden } from '../../../test/kit/golden.ts'
import type { Rendition } from '../../domain/media.ts'
import { noticeOf } from '../../domain/notice.ts'
import { schemaErrors } from '../../ops/schemas.ts'
import type { Writable } from '../document.ts'
import { noDefaults } from '../reading.ts'
import { type FormatName, render } from '../render.ts'
import type { Face, Rendering } from '../rendering.ts'
import { readNinjs } from './read.ts'

const faces: Face[] = ['full', 'headline', 'notice']
const formats = ['ninjs', 'ninjs-2.2', 'ninjs-1.6', 'ninjs-superdesk'] as const
const schemas = { ninjs: 'ninjs 3.1', 'ninjs-2.2': 'ninjs 2.2', 'ninjs-1.6': 'ninjs 1.6' } as const

const textOf = (format: FormatName, sent: Writable, face: Face = 'full'): string => {
  const notice = sent.state === 'usable' ? null : noticeOf({ ...floodKilled, ...sent, content: floodKilled.content })
  const rendering: Rendering = { face, notice, agency }
  return render(format, sent, rendering).bytes.toString()
}

const written = (format: FormatName, sent: Writable) => JSON.parse(textOf(format, sent))

const readBack = (format: FormatName, sent: Writable) => {
  const text = textOf(format, sent)
  return readNinjs(JSON.parse(text), { bytes: Buffer.from(text), text, defaults: noDefaults }).items[0]
}

const file = (parts: Partial<Rendition>): Rendition => ({
  role: 'original',
  href: 'https://media.meridian.example/1.jpg',
  ...{ contentType: null, sizeBytes: null, widthPixels: null, heightPixels: null, durationSeconds: null },
  ...parts,
})

/** What others leave in ids and addresses. */
const odd: Writable = {
  ...version({
    type: 'picture',
    content: { renditions: [file({ href: 'a b/ü.jpg' }), file({ href: 'https://ü.example/ü ü' })] },
  }),
  guid: '20170809 001' as Writable['guid'],
  replaces: 'an old id',
}

const media = { picture: lakePicture, video: lakeVideo, graphic: floodMap, file: budgetFile, collection: lakeDossier }
const endings = {
  ninjs: 'ninjs',
  'ninjs-2.2': 'ninjs22',
  'ninjs-1.6': 'ninjs16',
  'ninjs-superdesk': 'superdesk',
} as const

describe.each(formats)('%s', format => {
  test.each(Object.entries(media))('writes a %s as its golden file says', (name, sent) => {
    expectGolden(`formats/${name}.${endings[format]}.json`, `${JSON.stringify(written(format, sent), null, 2)}\n`)
  })
})

describe('every document of every example and face passes its schema', () => {
  test.each(Object.entries(schemas))('%s', async (format, schema) => {
    const documents = Object.entries({ ...examples, odd }).flatMap(([name, sent]) =>
      faces.map(face => [`${name}-${face}`, textOf(format as FormatName, sent, face)] as const),
    )
    expect(await schemaErrors(schema, Object.fromEntries(documents))).toEqual([])
  })
})

test.each(formats)('%s gives back ids that are no URIs, and files that have no address', format => {
  const item = readBack(format, odd)
  expect([item?.id, item?.replaces]).toEqual(['20170809 001', 'an old id'])
  expect(item?.renditions[0]?.href).toBe('a b/ü.jpg')
})

test.each(formats)('%s gives two files of one kind back as two', format => {
  const two = [file({ role: 'web' }), file({ role: 'web', href: 'https://media.meridian.example/2.jpg' })]
  const item = readBack(format, version({ type: 'picture', content: { renditions: two } }))
  expect(item?.renditions).toEqual(two)
})

test('the rights of others stand where they are given, and the agency is named as the provider', () => {
  const document = written('ninjs', lakePicture)
  expect(document.copyrightHolder).toBe(lakePicture.content.rights?.holder)
  expect(document.infoSources[0]).toEqual({ name: agency.name, role: 'provider', uri: 'https://meridian.example/' })
  const { terms, ...rest } = { terms: null, holder: 'Mara Quill', notice: null }
  const silent = written('ninjs-1.6', version({ content: { rights: { terms, ...rest } } }))
  expect(silent).not.toHaveProperty('usageterms')
  expect(silent).not.toHaveProperty('copyrightnotice')
})

test('1.6 and the Superdesk dialect show the words beside a picture where old clients look for them', () => {
  for (const format of ['ninjs-1.6', 'ninjs-superdesk'] as const) {
    expect(written(format, lakePicture).description_text).toContain('The ferry Heron leaves the harbour')
    expect(written(format, floodInVeyra).description_text).toBe(floodInVeyra.content.deck)
  }
})

describe('the Superdesk dialect is what Newshub loads', () => {
  test('it has guid and type, times that Python reads, service, priority, source and a slugline', () => {
    expect(written('ninjs-superdesk', floodInVeyra)).toMatchObject({
      ...{ guid: floodInVeyra.guid, type: 'text', version: '1', pubstatus: 'usable', language: 'en' },
      ...{ versioncreated: '2026-11-23T09:00:00+0000', firstcreated: '2026-11-23T09:00:00+0000' },
      ...{ urgency: 2, priority: 2, source: agency.name, slugline: 'flood', located: 'VEYRA' },
      service: [{ code: 'general', name: 'General' }],
      subject: [{ code: '20000151', name: 'flood', scheme: 'http://cv.iptc.org/newscodes/mediatopic/' }],
      authors: [{ name: 'Ines Tallow', role: 'writer' }, { name: 'Piet Marrow' }],
    })
    expect(written('ninjs-superdesk', floodInVeyra)).not.toHaveProperty('uri')
  })

  test('it says signals, and a kill as canceled and as urgent as can be', () => {
    expect(written('ninjs-superdesk', floodCorrected).signal).toEqual([
      { name: 'Correction', code: 'correction', scheme: 'http://cv.iptc.org/newscodes/signal/' },
    ])
    expect(written('ninjs-superdesk', floodKilled)).toMatchObject({
      pubstatus: 'canceled',
      urgency: 1,
      priority: 1,
      version: '5',
    })
    expect(written('ninjs-superdesk', floodWithheld)).toMatchObject({ pubstatus: 'withheld' })
  })

  test('an embargo never ends before its time', () => {
    const sent = { ...embargoed, embargo: { until: new Date('2026-11-23T18:00:00.001Z') } }
    expect(written('ninjs-superdesk', sent).embargoed).toBe('2026-11-23T18:00:01+0000')
  })

  test('files have the names that it shows, and a package names its members', () => {
    expect(Object.keys(written('ninjs-superdesk', lakePicture).renditions)).toContain('original')
    expect(written('ninjs-superdesk', lakeVideo).type).toBe('video')
    const { associations, type } = written('ninjs-superdesk', lakeDossier)
    expect(type).toBe('composite')
    expect(Object.keys(associations)[0]).toBe('main-0')
  })

  test('what replaces another item evolved from it', () => {
    expect(written('ninjs-superdesk', { ...floodInVeyra, replaces: 'tag:x' }).evolvedfrom).toBe('tag:x')
  })
})
