import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  agency,
  budgetFile,
  cropReport,
  embargoed,
  examples,
  floodCorrected,
  floodInVeyra,
  floodKilled,
  lakePicture,
  lakeVideo,
  version,
} from '../../../test/kit/examples.ts'
import { carried } from '../../../test/kit/g2-carried.ts'
import { firstOf } from '../../../test/kit/g2-documents.ts'
import { newsmlG2Errors } from '../../../test/kit/schemas.ts'
import { arbitraryVersion } from '../../../test/kit/versions-arbitrary.ts'
import type { Writable } from '../document.ts'
import type { Face, Rendering } from '../rendering.ts'
import { writeNewsmlG2 } from './write.ts'
import { writeNewsml29, writeNewsml29Series } from './write-has.ts'
import { writeNewsMessage } from './write-message.ts'

const full: Rendering = { face: 'full', notice: null, agency }
const faces: Face[] = ['full', 'headline', 'notice']

test('every example comes back from its document as it was, and nothing is remarked', () => {
  for (const [name, sent] of Object.entries(examples)) {
    expect(firstOf(writeNewsmlG2(sent, full)), name).toMatchObject(carried(sent))
  }
})

test('any version comes back from its document as it was', () => {
  fc.assert(
    fc.property(arbitraryVersion(), sent => {
      expect(firstOf(writeNewsmlG2(sent, full))).toMatchObject(carried(sent))
    }),
    { numRuns: 400 },
  )
})

test('somebody else’s subjects, notes of several lines, and what an item replaces come back', () => {
  const replaces = 'tag:other.example,2026:story:é"1'
  const sent: Writable = {
    ...version({
      note: 'Adds a line\nand another',
      content: { subjects: [{ qcode: 'local:harbours', name: 'harbours' }] },
    }),
    replaces,
  }
  expect(firstOf(writeNewsmlG2(sent, full))).toMatchObject(carried(sent))
  const austrian: Writable = { ...sent, content: { ...sent.content, language: 'de-AT' } }
  expect(firstOf(writeNewsmlG2(austrian, full))).toMatchObject({ language: 'de-AT', replaces })
})

test('documents of every face are valid for any version, one to a message or many', async () => {
  const documents: Record<string, string> = {}
  // No message holds the same version twice, whose ids would then repeat.
  const sample =
    fc.sample(fc.uniqueArray(arbitraryVersion(), { minLength: 60, maxLength: 60, selector: nameOf }), 1)[0] ?? []
  sample.forEach((sent, i) => {
    for (const face of faces) {
      documents[`g2-${i}-${face}`] = writeNewsmlG2(sent, { ...full, face })
      documents[`has-${i}-${face}`] = writeNewsml29(sent, { ...full, face })
    }
  })
  const message = { rendering: full, sentAt: new Date('2026-11-23T12:00:00Z'), transmitId: 't "1"', channels: ['a&b'] }
  documents.message = writeNewsMessage(sample, { ...message, isAtomic: true })
  documents.series = writeNewsml29Series(
    sample.map(version => ({ version, rendering: full })),
    agency,
  )
  expect(await newsmlG2Errors(documents)).toEqual([])
})

const nameOf = ({ item, number }: Writable): string => `${item} ${number}`

test('addresses of any kind leave the document valid', async () => {
  const odd = [
    'a b.jpg',
    'http://[',
    '%zz',
    'a:b',
    '//x',
    '',
    '#a#b',
    'https://x.example/"<ı>|',
    'http://x.example:99999/',
    '\ud800',
    '::',
    '\\\\share',
  ]
  const address = fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary-ascii', maxLength: 12 }))
  const documents: Record<string, string> = {}
  fc.sample(address, 100).forEach((href, i) => {
    const [file] = lakePicture.content.renditions ?? []
    if (file === undefined) throw new Error('the picture has no file')
    const content = { ...lakePicture.content, sources: [{ name: 'x', uri: href }], renditions: [{ ...file, href }] }
    documents[`odd-${i}`] = writeNewsmlG2({ ...lakePicture, content }, full)
  })
  expect(await newsmlG2Errors(documents)).toEqual([])
})

test('the HAS dialect comes back as far as it carries a version: without group, line and lead', () => {
  for (const sent of [
    floodInVeyra,
    cropReport,
    embargoed,
    lakePicture,
    lakeVideo,
    budgetFile,
    floodCorrected,
    floodKilled,
  ]) {
    const item = firstOf(writeNewsml29(sent, full))
    const {
      id,
      version: number,
      type,
      signal,
      headline,
      deck,
      dateline,
      bylines,
      body,
      category,
      subjects,
      keywords,
      note,
      embargo,
      renditions,
    } = carried(sent)
    expect(item, sent.item).toMatchObject({
      version: number,
      type,
      signal,
      headline,
      deck,
      dateline,
      bylines,
      category,
      subjects,
      keywords,
      note,
      embargo,
      renditions,
    })
    expect(item.body, sent.item).toEqual(body)
    expect(item.id).toBe(sent.item)
    expect(id).not.toBe(item.id)
  }
})
