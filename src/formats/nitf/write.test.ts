import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  agency,
  budgetFile,
  embargoed,
  embargoedWithoutEnd,
  examples,
  floodCorrected,
  floodInVeyra,
  floodKilled,
  lakeDossier,
  lakePicture,
  version,
} from '../../../test/kit/examples.ts'
import { nitfErrors } from '../../../test/kit/schemas.ts'
import { arbitraryVersion } from '../../../test/kit/versions-arbitrary.ts'
import { noticeOf } from '../../domain/notice.ts'
import type { Rendering } from '../rendering.ts'
import { writeNitf } from './write.ts'

const full: Rendering = { face: 'full', notice: null, agency }
const faces = ['full', 'headline', 'notice'] as const

test('every example at every face, and what a killed item is afterwards, is valid NITF 3.6', async () => {
  const documents = Object.entries(examples).flatMap(([name, each]) =>
    faces.map(face => [`${name} ${face}`, writeNitf(each, { ...full, face })] as const),
  )
  const afterwards = writeNitf(floodInVeyra, { ...full, face: 'notice', notice: noticeOf(floodKilled) })
  expect(await nitfErrors({ ...Object.fromEntries(documents), afterwards })).toEqual([])
})

test('whatever a version holds, the document is valid', async () => {
  const versions = fc.sample(arbitraryVersion(), { numRuns: 150, seed: 36 })
  const documents = versions.map((each, n) => [`version ${n}`, writeNitf(each, full)] as const)
  expect(await nitfErrors(Object.fromEntries(documents))).toEqual([])
  const bare = version({
    content: {
      body: [
        { kind: 'ul', items: [] },
        { kind: 'table', header: true, rows: [] },
        { kind: 'table', header: true, rows: [[]] },
      ],
    },
  })
  expect(await nitfErrors({ bare: writeNitf(bare, full) })).toEqual([])
})

test('an embargo has its status and its end, rounded up to the second; one without end has only the status', () => {
  const status = /management-status="(\w+)"/u
  const late = { ...embargoed, embargo: { until: new Date('2026-11-23T18:00:00.001Z') } }
  expect(status.exec(writeNitf(late, full))?.[1]).toBe('embargoed')
  expect(writeNitf(late, full)).toContain('<date.release norm="20261123T180001Z"/>')
  expect(status.exec(writeNitf(embargoedWithoutEnd, full))?.[1]).toBe('embargoed')
  expect(writeNitf(embargoedWithoutEnd, full)).not.toContain('date.release')
  expect(status.exec(writeNitf(floodInVeyra, full))?.[1]).toBe('usable')
  expect(writeNitf(floodInVeyra, full)).not.toContain('date.release')
})

test('a killed document says so in its status and carries nothing of the story', () => {
  const document = writeNitf(floodInVeyra, { ...full, face: 'notice', notice: noticeOf(floodKilled) })
  expect(document).toContain('management-status="canceled"')
  expect(document).toContain('<ed-msg msg-type="kill"')
  for (const words of ['left its banks', 'Ines Tallow', 'Schools']) expect(document).not.toContain(words)
})

test('a correction names the document that it puts right, for readers and for desks', () => {
  const document = writeNitf(floodCorrected, full)
  expect(document).toContain(`<correction info="${floodCorrected.line}" id-string="${floodCorrected.guid}"`)
  expect(document).toContain(`<note noteclass="editorsnote" type="pa"><body.content><p>${floodCorrected.line}</p>`)
  expect(document).toContain(`info="CORRECTION: ${floodCorrected.note}"`)
})

test('the words of a picture are the caption of its one media, with every file and its measures', () => {
  const document = writeNitf(lakePicture, full)
  expect(document.match(/<media /gu)).toHaveLength(1)
  expect(document.match(/<media-reference /gu)).toHaveLength(4)
  expect(document).toContain('name="print" mime-type="image/jpeg" width="3000" height="2000" units="pixels"')
  expect(document).toContain('<media-caption><p>The ferry Heron')
  expect(document).toContain('<media-producer>Mara Quill</media-producer>')
  expect(document).toContain('<doc.copyright year="2026" holder="Mara Quill"/>')
  expect(writeNitf(budgetFile, full)).toContain('<media media-type="other">')
})

test('a collection is a list of links to its members', () => {
  expect(writeNitf(lakeDossier, full)).toContain(
    '<li><a class="picture" href="tag:meridian.example,2026-11-23:picture:1020" name="1" rel="member">A ferry leaves the harbour of Orsel</a></li>',
  )
})

test('a line break in a note is still one when an XML parser has read the attribute', () => {
  expect(writeNitf({ ...floodInVeyra, note: 'one\ntwo' }, full)).toContain('info="one&#10;two"')
})
