import { expect, test } from 'vitest'
import { newsItem } from '../../test/kit/g2-documents.ts'
import { readDocument } from './read.ts'
import { noDefaults, type ReadItem } from './reading.ts'

// What others' documents say of whom and where they are about; all of it is invented.

const read = async (document: string): Promise<ReadItem> => {
  const reading = await readDocument(Buffer.from(document), { ...noDefaults, language: 'en' })
  if ('failure' in reading) throw new Error(reading.failure)
  const [item] = reading.items
  if (item === undefined) throw new Error('no item')
  return item
}

test('NewsML-G2: subjects that are persons, organisations and places are names under their codes, others stay subjects', async () => {
  const item = await read(
    newsItem({
      itemMeta: `<expires>2026-12-01T00:00:00+01:00</expires>
        <link rel="irel:seeAlso" residref="urn:x:2" version="4"><title>Boats</title></link>
        <link rel="irel:seeAlso" href="https://lake.example/page"/>
        <link rel="x:translationOf" residref="urn:x:3"/><link rel="irel:derivedFrom" residref="urn:x:4"/>`,
      contentMeta: `<subject type="cpnat:person" qcode="lake:17"><name xml:lang="de">Ada</name><name xml:lang="en">Ada Veyra</name></subject>
        <subject type="cpnat:organization" uri="https://register.example/9" literal="Quay Office"/>
        <subject type="cpnat:poi"><name>Old Mill</name></subject><subject type="cpnat:event" qcode="lake:e1"><name>Regatta</name></subject>`,
    }),
  )
  expect(item).toMatchObject({
    people: [{ name: 'Ada Veyra', uri: 'lake:17' }],
    organisations: [{ name: 'Quay Office', uri: 'https://register.example/9' }],
    places: [{ name: 'Old Mill', uri: null }],
    subjects: [{ qcode: 'lake:e1' }],
    links: [
      { rel: 'see-also', id: 'urn:x:2', version: 4, headline: 'Boats' },
      { rel: 'translation-of', id: 'urn:x:3', version: null, headline: null },
    ],
    expires: new Date('2026-11-30T23:00:00Z'),
  })
  expect(item.remarks.filter(each => each.field === 'link').map(each => each.detail)).toEqual([
    'seeAlso to https://lake.example/page',
    'derivedFrom to urn:x:4',
  ])
})

test('NewsML 1: topics that occur are names by their types, wherever the set of topics stands; other topics are none', async () => {
  const topic = (id: string, type: string, inside: string) =>
    `<Topic Duid="${id}"><TopicType FormalName="${type}"/>${inside}</Topic>`
  const item =
    await read(`<NewsML><TopicSet FormalName="x">${topic('p1', 'Person', '<FormalName Scheme="Lake">17</FormalName><Description>Ada Veyra</Description>')}
    ${topic('p2', 'Person', '<Description>Nobody Here</Description>')}${topic('c1', 'Company', '<FormalName>Quay plc</FormalName>')}
    ${topic('w1', 'Weather', '<Description>Rain</Description>')}</TopicSet>
    <NewsItem><Identification><NewsIdentifier><ProviderId>lake.example</ProviderId><DateId>20261123</DateId><NewsItemId>9</NewsItemId></NewsIdentifier></Identification>
    <NewsManagement><NewsItemType FormalName="News"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Ferries</HeadLine></NewsLines>
    <DescriptiveMetadata><TopicOccurrence Topic="#p1"/><TopicOccurrence Topic="#c1"/><TopicOccurrence Topic="#w1"/><TopicOccurrence Topic="#gone"/></DescriptiveMetadata>
    <ContentItem><DataContent><p>They sail.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`)
  expect(item).toMatchObject({
    people: [{ name: 'Ada Veyra', uri: null }],
    organisations: [{ name: 'Quay plc', uri: null }],
    places: [],
  })
})

test('NITF: identified content is named by its text, or by its value where it has none', async () => {
  const item =
    await read(`<nitf><head><docdata><date.expire norm="20261201T000000Z"/><identified-content><person idsrc="x" value="17">Ada Veyra</person>
    <person value="Deniz Orsel"/><org value="https://register.example/9">Quay Office</org><location location-code="O1"><city>Orsel</city>, <country>Oria</country></location>
    </identified-content></docdata></head><body><body.head><hedline><hl1>Ferries</hl1></hedline></body.head><body.content><p>They sail.</p></body.content></body></nitf>`)
  expect(item).toMatchObject({
    people: [
      { name: 'Ada Veyra', uri: '17' },
      { name: 'Deniz Orsel', uri: null },
    ],
    organisations: [{ name: 'Quay Office', uri: 'https://register.example/9' }],
    places: [{ name: 'Orsel, Oria', uri: 'O1' }],
    expires: new Date('2026-12-01T00:00:00Z'),
  })
})

test('ninjs and AP: persons, organisations, companies and places are names, of a picture the persons are those shown', async () => {
  const ninjs = (more: object) =>
    read(JSON.stringify({ uri: 'urn:x:1', headline: 'Ferries', body_html: '<p>They sail.</p>', ...more }))
  const person = [{ name: 'Ada Veyra', scheme: 'https://register.example/', code: '17' }]
  expect(
    await ninjs({ person, organisation: [{ name: 'Quay Office' }], expires: '2026-12-01T00:00:00Z' }),
  ).toMatchObject({
    people: [{ name: 'Ada Veyra', uri: 'https://register.example/17' }],
    organisations: [{ name: 'Quay Office', uri: null }],
    expires: new Date('2026-12-01T00:00:00Z'),
    keywords: [],
  })
  const renditions = { web: { href: 'https://x.example/1.jpg', mimetype: 'image/jpeg' } }
  const picture = await ninjs({ person, type: 'picture', renditions, place: [{ name: 'Old Mill' }] })
  expect(picture).toMatchObject({ people: [], media: { persons: ['Ada Veyra'] }, places: [{ name: 'Old Mill' }] })
  const ap = await read(
    JSON.stringify({
      ...{
        altids: { itemid: 'aa', etag: 'aa_0' },
        type: 'text',
        headline: 'Ferries',
        language: 'en',
        signals: ['newscontent'],
      },
      ...{ uri: 'https://api.example/media/v/content/aa', body_nitf: '<p>They sail.</p>', pubstatus: 'usable' },
      ...{
        person: [{ scheme: 'http://cv.ap.example/', code: '17', name: 'Ada Veyra' }],
        company: [{ name: 'Quay plc' }],
      },
    }),
  )
  expect(ap).toMatchObject({
    people: [{ name: 'Ada Veyra', uri: 'http://cv.ap.example/17' }],
    organisations: [{ name: 'Quay plc', uri: null }],
    subjects: [],
  })
})
