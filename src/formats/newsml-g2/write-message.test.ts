import { expect, test } from 'vitest'
import { agency, floodInVeyra, lakeDossier, lakePicture, lakeVideo, version } from '../../../test/kit/examples.ts'
import { carried } from '../../../test/kit/g2-carried.ts'
import { readG2 } from '../../../test/kit/g2-documents.ts'
import type { Rendering } from '../rendering.ts'
import { writeNewsml29Series } from './write-has.ts'
import { writeNewsMessage } from './write-message.ts'

const full: Rendering = { face: 'full', notice: null, agency }

test('a message carries its items whole, what is referred to before what refers to it', () => {
  const dossier = version({
    ...lakeDossier,
    n: 1024,
    content: {
      ...lakeDossier.content,
      members: [
        { guid: lakePicture.guid, type: 'picture', headline: null, version: 1 },
        { guid: floodInVeyra.guid, type: 'text', headline: null, version: null },
      ],
    },
  })
  const sent = [dossier, lakeVideo, floodInVeyra, lakePicture]
  const document = writeNewsMessage(sent, {
    rendering: full,
    sentAt: new Date('2026-11-23T12:00:00Z'),
    transmitId: 'tx-1',
    channels: ['text-en', 'pictures'],
  })
  expect(readG2(document).items.map(item => item.id)).toEqual(
    [lakePicture, floodInVeyra, dossier, lakeVideo].map(each => each.guid),
  )
  for (const item of readG2(document).items)
    expect(item).toMatchObject(carried(sent.find(each => each.guid === item.id) ?? dossier))
  expect(document).toContain('<header><sent>2026-11-23T12:00:00.000Z</sent><catalogRef')
  expect(document).toContain(
    '<priority>2</priority><origin>meridian.example</origin><channel>text-en</channel><channel>pictures</channel></header>',
  )
  expect(document).not.toContain('nmsig:')
})

test('a message of no items is refused, and so is a series', () => {
  const message = { rendering: full, sentAt: new Date(0), transmitId: 'x', channels: [] }
  expect(() => writeNewsMessage([], message)).toThrow(RangeError)
  expect(() => writeNewsml29Series([], agency)).toThrow(RangeError)
})

test('two packages that hold each other stand in one message once', () => {
  const holding = (n: number, other: number) =>
    version({
      n,
      type: 'collection',
      content: {
        members: [
          {
            guid: `tag:meridian.example,2026-11-23:collection:${other}`,
            type: 'collection',
            headline: null,
            version: 1,
          },
        ],
      },
    })
  const document = writeNewsMessage([holding(1, 2), holding(2, 1)], {
    rendering: full,
    sentAt: new Date(0),
    transmitId: 'x',
    channels: [],
  })
  expect(readG2(document).items.map(item => item.itemId)).toEqual([
    'dl:collection:20261123:2',
    'dl:collection:20261123:1',
  ])
})
