import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agency, examples, floodInVeyra, floodKilled, lakePicture, lakeVideo } from '../../../test/kit/examples.ts'
import { identifier, lines, newsml, text } from '../../../test/kit/newsml-1.ts'
import { sample, sampleTest } from '../../../test/kit/samples.ts'
import { arbitraryVersion } from '../../../test/kit/versions-arbitrary.ts'
import { textOfBody } from '../../domain/body.ts'
import { noticeOf } from '../../domain/notice.ts'
import type { SentVersion } from '../../domain/version.ts'
import { differences } from '../carried.ts'
import { decode } from '../read/charset.ts'
import { parseXml } from '../read/xml-tree.ts'
import { noDefaults, type ReadDefaults, type ReadItem, type Reading, Unreadable } from '../reading.ts'
import type { Rendering } from '../rendering.ts'
import { readNewsml1 } from './read.ts'
import { writeNewsml12, writeNewsml12Series } from './write.ts'

const full: Rendering = { face: 'full', notice: null, agency }
const english: ReadDefaults = { ...noDefaults, language: 'en' }

const read = (document: string, defaults = english): Reading =>
  readNewsml1(parseXml(document), { text: document, bytes: Buffer.from(document), defaults })

const only = (reading: Reading): ReadItem => {
  const [item] = reading.items
  if (item === undefined || reading.items.length > 1) throw new Error(`${reading.items.length} items`)
  return item
}

const readFile = (name: string): Reading =>
  read(decode(sample(`ingest-examples/${name}`), { contentType: null, fallback: null }).text, noDefaults)

/** What a round trip changes; a kill is as urgent as can be, whatever its story was. */
const changed = (version: SentVersion): string[] => {
  const { items } = read(writeNewsml12(version, full))
  const [item] = items
  if (item === undefined || items.length > 1) return [`${items.length} items`]
  return differences(version, agency, item).filter(field => version.signal !== 'kill' || field !== 'priority')
}

test('what our own writer wrote is read back whole: every example, and versions of every kind', () => {
  for (const [name, version] of Object.entries(examples)) expect(changed(version), name).toEqual([])
  fc.assert(
    fc.property(arbitraryVersion(), version => {
      expect(changed(version)).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('the items of a series are read one by one', () => {
  const { items } = read(
    writeNewsml12Series(
      [lakePicture, lakeVideo, floodInVeyra].map(version => ({ version, rendering: full })),
      agency,
    ),
  )
  expect(items.map(each => [each.itemId, each.renditions.length])).toEqual([
    [lakePicture.item, 4],
    [lakeVideo.item, 3],
    [floodInVeyra.item, 0],
  ])
})

test('the notice that stands for a killed story is read as a kill, its text as the sentence for readers', () => {
  const notice = writeNewsml12(floodInVeyra, { ...full, face: 'notice', notice: noticeOf(floodKilled) })
  expect(only(read(notice))).toMatchObject({ signal: 'kill', line: floodKilled.line, body: [], note: floodKilled.note })
})

test('a default namespace, a prefix and names in another case change nothing', () => {
  const document = newsml('<Status FormalName="Usable"/>')
  const { items } = read(document)
  expect(read(document.replace('<NewsML', '<NewsML xmlns="http://iptc.org/std/NewsML/2003-10-10/"')).items).toEqual(
    items,
  )
  expect(read(document.replace(/<(\/?)(?=[A-Z])/gu, '<$1n:')).items).toEqual(items)
  expect(read(document.replaceAll('HeadLine', 'Headline')).items).toEqual(items)
})

test('the id is the public identifier without its revision, or made of the parts', () => {
  const idOf = (urn: string, revision?: string) => only(read(newsml('', undefined, identifier(revision, urn)))).id
  const id = 'urn:newsml:a.example:20261123:X-1'
  expect(idOf(`${id}:1`)).toBe(id)
  expect(idOf(`${id}:1N`)).toBe(id)
  expect(idOf(id)).toBe(id)
  expect(idOf('')).toBe(id)
  expect(idOf(`${id}:R7`, '<RevisionId PreviousRevision="0" Update="N"><text>R7</text></RevisionId>')).toBe(id)
  expect(idOf(`${id}:3`, '')).toBe(id)
})

test('a later revision is an update, an A brings management alone, and an instruction says more', () => {
  const signalOf = (revision: string, management = '') =>
    only(read(newsml(management, undefined, identifier(revision)))).signal
  expect(signalOf('<RevisionId PreviousRevision="0" Update="N">1</RevisionId>')).toBe('new')
  expect(signalOf('<RevisionId PreviousRevision="1" Update="N">2</RevisionId>')).toBe('update')
  expect(signalOf('<RevisionId PreviousRevision="0" Update="N">4</RevisionId>')).toBe('update')
  expect(signalOf('<RevisionId PreviousRevision="1" Update="A">2</RevisionId>')).toBe('advisory')
  expect(signalOf('', '<NewsItemType FormalName="Delete"/>')).toBe('kill')
  expect(signalOf('', '<NewsItemType FormalName="Update"/>')).toBe('update')
  expect(signalOf('', '<Instruction FormalName="Rectify"/>')).toBe('correction')
})

test('an advisory line that begins with what it corrects is a correction, and a note', () => {
  const advisory =
    '<NewsLines><NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>CORRECTS para 4 to say Thursday</NewsLineText></NewsLine></NewsLines>'
  expect(only(read(newsml('', advisory + text('<p>x</p>'))))).toMatchObject({
    signal: 'correction',
    note: 'CORRECTS para 4 to say Thursday',
  })
})

test('the status is read in any case, and an instruction that may take the item back holds', () => {
  const item = (management: string) => only(read(newsml(management)))
  expect(item('<Status FormalName="USABLE"/>').holds).toEqual([])
  expect(item('<Status FormalName="canceled"/>').signal).toBe('kill')
  expect(item('<Status FormalName="Withheld"/>').signal).toBe('withhold')
  expect(item('<Status FormalName="OPEN"/>').holds).toMatchObject([{ code: 'unknown-status' }])
  expect(item('<Instruction FormalName="MandatoryKill"/>')).toMatchObject({
    otherSignals: ['MandatoryKill'],
    holds: [{ code: 'unknown-signal' }],
  })
})

test('a change of status is the end of an embargo, or of use; one that cannot be read never frees', () => {
  const change = (to: string, at: string) =>
    `<StatusWillChange><FutureStatus FormalName="${to}"/><DateAndTime>${at}</DateAndTime></StatusWillChange>`
  const item = (management: string) => only(read(newsml(management)))
  const status = '<Status FormalName="Embargoed"/>'
  const until = new Date('2026-11-23T16:00:00Z')
  expect(item(status + change('Usable', '20261123T180000+0200')).embargo).toEqual({ until })
  expect(item(change('Usable', '20261123T160000Z')).embargo).toEqual({ until })
  expect(item(status).embargo).toEqual({ until: null })
  expect(item(change('Canceled', '20261123T160000Z'))).toMatchObject({ embargo: null, expires: until })
  for (const at of ['soon', '20261123T180000']) {
    expect(item(status + change('Usable', at)).holds, at).toMatchObject([{ code: 'unreadable-embargo' }])
  }
})

test('a text is read from paragraphs, NITF, HTML in CDATA, escaped HTML and plain lines', () => {
  const bodyOf = (words: string) => textOfBody(only(read(newsml('', lines + text(words)))).body)
  const both = 'One & one\n\nTwo'
  expect(bodyOf('<p>One &amp; one</p><p>Two</p>')).toBe(both)
  expect(bodyOf('<nitf><body><body.content><p>One &amp; one</p><p>Two</p></body.content></body></nitf>')).toBe(both)
  expect(bodyOf('<html><head><title>No</title></head><body><p>One &amp; one</p><p>Two</p></body></html>')).toBe(both)
  expect(bodyOf('<![CDATA[<p>One &amp; one</p><p>Two</p>]]>')).toBe(both)
  expect(
    bodyOf('<![CDATA[<nitf><body><body.content><p>One &amp; one</p><p>Two</p></body.content></body></nitf>]]>'),
  ).toBe(both)
  expect(bodyOf('&lt;p&gt;One &amp;amp; one&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;')).toBe(both)
  expect(bodyOf('One &amp; one\n  \nTwo')).toBe(both)
  expect(bodyOf('<![CDATA[<nitf><body>One broken]]>')).toBe('One broken')
})

test('an alert without a headline has its first paragraph for one, which is said', () => {
  const item = only(read(newsml('', text('<p>The Sarn is falling</p><p>More follows</p>'))))
  expect(item.headline).toBe('The Sarn is falling')
  expect(item.remarks).toContainEqual({
    kind: 'guessed',
    field: 'headline',
    detail: expect.stringContaining('first paragraph'),
  })
})

test('a language in capitals is understood, and so is the GB of old pictures', () => {
  const languageOf = (name: string) =>
    only(
      read(
        newsml('', `${lines}<DescriptiveMetadata><Language FormalName="${name}"/></DescriptiveMetadata>${text('x')}`),
      ),
    ).language
  expect(['FR', 'GB', 'de-at'].map(languageOf)).toEqual(['fr', 'en', 'de-AT'])
})

test('subject codes become Media Topics, and one that is none stays as it came', () => {
  const codes =
    '<SubjectCode><Subject FormalName="15000000"/><SubjectMatter FormalName="15039000"/><SubjectDetail FormalName="15039001"/></SubjectCode><SubjectCode><Subject FormalName="XYZ"/></SubjectCode><SubjectCode/>'
  const { subjects } = only(read(newsml('', `${lines}<DescriptiveMetadata>${codes}</DescriptiveMetadata>${text('x')}`)))
  expect(subjects.map(each => each.qcode)).toEqual(['medtop:15000000', 'medtop:20000991', 'subj:XYZ'])
})

test.each([
  ['Strasbourg, 10 juil 2024 (AFP)', 'Strasbourg'],
  ['VEYRA', 'VEYRA'],
  ['WASHINGTON, Nov. 23 (XYZ) -', 'WASHINGTON'],
  ['January 21', null],
  ['20200616', null],
])('of the DateLine %s the place is %s', (dateline, place) => {
  const item = only(read(newsml('', `<NewsLines><DateLine>${dateline}</DateLine></NewsLines>${text('x')}`)))
  expect(item.dateline).toBe(place)
})

sampleTest('documents of real agencies are read', () => {
  expect(only(readFile('afp20.xml'))).toMatchObject({
    id: 'urn:newsml:afp.com:20240710:240710125902.qpsp2jzk',
    version: '1',
    signal: 'new',
    provider: 'AFP',
    language: 'fr',
    headline: "Décès de Naomi Musenga: l'opératrice du Samu définitivement condamnée",
    dateline: 'Strasbourg',
    versionCreated: new Date('2024-07-10T12:59:02Z'),
    holds: [],
    remarks: [],
  })
  expect(only(readFile('tass_belga.xml'))).toMatchObject({
    id: '16AAC34CE1C503AE4325838900396A95',
    language: 'en',
    headline: "Kremlin has 'negative reaction' to upcoming EU sanctions",
    ...{ dateline: 'MOSCOW', priority: 2 },
    rights: { notice: '(c) ITAR-TASS 2019' },
  })
  expect(only(readFile('tass_belga.xml')).body).toHaveLength(3)
})

sampleTest('a radio bulletin is its text, with the sound beside it', () => {
  const { items } = readFile('belga_newsml_1_2_audio.xml')
  expect(items).toMatchObject([
    {
      id: 'urn:newsml:Belga Exporter:20200616:DS02297434',
      version: 'DS02299380',
      type: 'text',
      language: 'nl',
      headline: 'Nieuws 15u00',
      dateline: null,
      holds: [{ code: 'unknown-status' }],
    },
    { type: 'file', headline: 'Nieuws 15u00', renditions: [{ href: 'sample.mp3', sizeBytes: 3_708_133 }] },
  ])
  expect(textOfBody(items[0]?.body ?? [])).toContain('Faroek Özgünes')
})

sampleTest('a document cut off anywhere is refused with the place, or read; nothing else happens', () => {
  for (const name of ['afp20.xml', 'belga_newsml_1_2_audio.xml', 'tass_belga.xml']) {
    const whole = sample(`ingest-examples/${name}`).toString('latin1')
    for (let end = 0; end < whole.length; end += 37) {
      try {
        read(whole.slice(0, end))
      } catch (error) {
        expect(error, `${name} to ${end}`).toBeInstanceOf(Unreadable)
      }
    }
  }
})

test('a PublicIdentifier that is the same for all items of an agency is told apart by the NewsItemId', () => {
  const idOf = (identification: string) => only(read(newsml('', undefined, identification))).id
  const same = identifier(undefined, 'urn:newsml:www.a.example')
  expect(idOf(same)).toBe('urn:newsml:www.a.example:X-1')
  expect(idOf(same.replace('<NewsItemId>X-1</NewsItemId>', '<NewsItemId/>'))).toBeNull()
})
