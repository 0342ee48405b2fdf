import { expect, test } from 'vitest'
import {
  agency,
  embargoed,
  embargoedWithoutEnd,
  examples,
  floodCorrected,
  floodInVeyra,
  floodKilled,
  floodWithheld,
  lakeDossier,
  lakePicture,
  lakeVideo,
} from '../../../test/kit/examples.ts'
import { noticeOf } from '../../domain/notice.ts'
import { childAt, childrenOf, descendantsOf, type Element, isElement, parseXml } from '../read/xml-tree.ts'
import type { Rendering } from '../rendering.ts'
import { writeNewsml12, writeNewsml12Series } from './write.ts'

const full: Rendering = { face: 'full', notice: null, agency }

const pattern = (document: string, expression: RegExp): string | undefined => expression.exec(document)?.[1]
const hrefs = (document: string): string[] =>
  [...document.matchAll(/ContentItem Href="([^"]*)"/gu)].map(([, name = '']) => name)

const namesIn = (element: Element): Element[] => [element, ...element.children.filter(isElement).flatMap(namesIn)]

test('no element has a prefix or a namespace, as clients of HAS need it', () => {
  for (const [name, version] of Object.entries(examples)) {
    const root = parseXml(writeNewsml12(version, full))
    expect(root.name, name).toBe('NewsML')
    for (const element of namesIn(root)) {
      expect(element.prefix, name).toBe('')
      expect(
        Object.keys(element.attributes).filter(each => each.startsWith('xmlns')),
        name,
      ).toEqual([])
    }
  }
})

test('parts stand in the order of the standard', () => {
  const root = parseXml(writeNewsml12(lakePicture, full))
  const names = (...path: string[]) => childrenOf(childAt(root, ...path)).map(each => each.name)
  expect(names()).toEqual(['NewsEnvelope', 'NewsItem'])
  expect(names('NewsItem')).toEqual(['Identification', 'NewsManagement', 'NewsComponent'])
  expect(names('NewsItem', 'Identification', 'NewsIdentifier')).toEqual([
    'ProviderId',
    'DateId',
    'NewsItemId',
    'RevisionId',
    'PublicIdentifier',
  ])
  expect(names('NewsItem', 'NewsComponent')).toEqual([
    'NewsLines',
    'AdministrativeMetadata',
    'RightsMetadata',
    'DescriptiveMetadata',
    'NewsComponent',
    'NewsComponent',
  ])
})

test('files have plain names that end as clients of HAS tell them apart', () => {
  expect(hrefs(writeNewsml12(lakePicture, full))).toEqual([
    'dl_picture_20261123_1020_Original.jpg',
    'dl_picture_20261123_1020_High.jpg',
    'dl_picture_20261123_1020_Web.jpg',
    'dl_picture_20261123_1020_Thumb.jpg',
  ])
  expect(hrefs(writeNewsml12(lakeVideo, full))).toEqual([
    'dl_video_20261123_1021_HD.mp4',
    'dl_video_20261123_1021_SD.mp4',
    'dl_video_20261123_1021_Preview.jpg',
  ])
  expect(hrefs(writeNewsml12(floodInVeyra, full))).toEqual([])
})

test('the identifier is made of its parts, and its revision is the number of the version', () => {
  const document = writeNewsml12(floodCorrected, full)
  expect(pattern(document, /<PublicIdentifier>(.*?)</u)).toBe(
    'urn:newsml:meridian.example:20261123:dl-text-20261123-1001:3',
  )
  expect(document).toContain('<RevisionId PreviousRevision="2" Update="N">3</RevisionId>')
  expect(document).toContain(`<NameLabel>${floodCorrected.item}</NameLabel>`)
})

test.each([
  [floodInVeyra, 'Usable', null],
  [floodCorrected, 'Usable', 'Correction'],
  [floodWithheld, 'Withheld', 'Withhold'],
  [floodKilled, 'Canceled', 'Kill'],
  [embargoed, 'Embargoed', null],
  [embargoedWithoutEnd, 'Embargoed', null],
])('the status and the instruction say what happens to the item: $signal', (version, status, instruction) => {
  const document = writeNewsml12(version, full)
  expect(pattern(document, /<Status FormalName="(\w+)"/u)).toBe(status)
  expect(pattern(document, /<Instruction FormalName="(\w+)"/u) ?? null).toBe(instruction)
})

test('the end of an embargo is a change of status, never before its second is over', () => {
  const late = { ...embargoed, embargo: { until: new Date('2026-11-23T18:00:00.001Z') } }
  expect(writeNewsml12(late, full)).toContain(
    '<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20261123T180001Z</DateAndTime></StatusWillChange>',
  )
  expect(writeNewsml12(embargoedWithoutEnd, full)).not.toContain('StatusWillChange')
})

test('of a killed story there is its notice and nothing else', () => {
  const document = writeNewsml12(floodInVeyra, { ...full, face: 'notice', notice: noticeOf(floodKilled) })
  expect(document).toContain('<Urgency FormalName="1"/>')
  expect(document).toContain('This story described a drill and has been withdrawn.')
  for (const words of ['left its banks', 'Ines Tallow', 'Schools']) expect(document).not.toContain(words)
})

test('a series is one document with an item for each, as urgent as the most urgent', () => {
  const root = parseXml(
    writeNewsml12Series(
      [lakePicture, lakeVideo, floodInVeyra].map(version => ({ version, rendering: full })),
      agency,
    ),
  )
  expect(childrenOf(root, 'NewsItem')).toHaveLength(3)
  expect(childAt(root, 'NewsEnvelope', 'Priority')?.attributes.FormalName).toBe('2')
  expect(() => writeNewsml12Series([], agency)).toThrow(RangeError)
})

test('a collection refers to its members', () => {
  const root = parseXml(writeNewsml12(lakeDossier, full))
  expect(descendantsOf(root, 'NewsItemRef').map(each => each.attributes.NewsItem)).toEqual(
    lakeDossier.content.members?.map(({ guid }) => guid),
  )
})
