import { expect, test } from 'vitest'
import { file, identifier, lines, newsml, text } from '../../../test/kit/newsml-1.ts'
import { parseXml } from '../read/xml-tree.ts'
import { noDefaults, type ReadItem, type Reading, Unreadable } from '../reading.ts'
import { readNewsml1 } from './read.ts'

const read = (document: string): Reading =>
  readNewsml1(parseXml(document), {
    text: document,
    bytes: Buffer.from(document),
    defaults: { ...noDefaults, language: 'en' },
  })

const only = (reading: Reading): ReadItem => {
  const [item] = reading.items
  if (item === undefined || reading.items.length > 1) throw new Error(`${reading.items.length} items`)
  return item
}

test('pictures beside a text are items of their own in its group, under its embargo; sizes of one are one', () => {
  const picture = `<NewsComponent><NewsLines><HeadLine>A lake</HeadLine><ByLine>Mara Quill</ByLine></NewsLines>${text('<p>Caption.</p>', 'Caption')}<NewsComponent><Role FormalName="Main"/>${file('lake_High.jpg')}${file('lake_Web.jpg')}</NewsComponent></NewsComponent>`
  const { items } = read(newsml('<Status FormalName="Embargoed"/>', lines + text('<p>Text.</p>', 'Main') + picture))
  expect(items.map(each => each.type)).toEqual(['text', 'picture'])
  expect(items[0]).toMatchObject({ headline: 'Ferries cross again', bylines: [], renditions: [] })
  expect(items[1]).toMatchObject({
    id: `${items[0]?.id}#lake_High.jpg`,
    group: items[0]?.group,
    headline: 'A lake',
    bylines: ['Mara Quill'],
    embargo: { until: null },
    renditions: [
      { role: 'print', href: 'lake_High.jpg' },
      { role: 'web', href: 'lake_Web.jpg' },
    ],
  })
  const side = `<NewsComponent><ContentItem><DataContent><p>Text.</p></DataContent></ContentItem>${file('a_1.jpg')}${file('a_2.jpg')}${file('a_2_Web.jpg')}</NewsComponent>`
  expect(read(newsml('', lines + side)).items.map(each => each.renditions.length)).toEqual([0, 1, 2])
})

test('an item of one picture is that picture, one of several is a collection of them', () => {
  const alone = only(
    read(
      newsml(
        '',
        `${lines}${text('<p>Caption.</p>', 'Caption')}<NewsComponent>${file('x.mp4', 'Video')}</NewsComponent>`,
      ),
    ),
  )
  expect(alone).toMatchObject({ type: 'video', headline: 'Ferries cross again', body: [{ kind: 'p' }], holds: [] })
  const one = (name: string) =>
    `<NewsComponent><NewsLines><HeadLine>${name}</HeadLine></NewsLines>${file(name)}</NewsComponent>`
  const { items } = read(newsml('', lines + one('a.jpg') + one('b.jpg')))
  expect(items.map(each => each.type)).toEqual(['collection', 'picture', 'picture'])
  expect(items[0]?.members.map(each => each.guid)).toEqual(items.slice(1).map(each => each.id))
})

test('an item inside a component of another is read as an item too, and sets of topics are refused', () => {
  const inner = `<NewsItem>${identifier('', 'urn:newsml:a.example:20261123:Y-2:1')}<NewsComponent>${lines}${text('inner')}</NewsComponent></NewsItem>`
  const { items } = read(newsml('', `${lines}<NewsComponent>${inner}</NewsComponent>`))
  expect(items.map(each => each.id)).toEqual(['urn:newsml:a.example:20261123:X-1', 'urn:newsml:a.example:20261123:Y-2'])
  const topics = read(`<NewsML><NewsItem>${identifier()}<TopicSet/></NewsItem></NewsML>`)
  expect(topics).toMatchObject({ items: [], refused: [{ reason: expect.stringContaining('topics') }] })
  expect(read(newsml('<NewsItemType FormalName="Catalog"/>')).refused).toMatchObject([
    { reason: expect.stringContaining('Catalog') },
  ])
  expect(() => read('<NewsML/>')).toThrow(Unreadable)
})

test('changes to parts of an earlier revision are said to be lost, and what is encoded too', () => {
  const changes = `<NewsML><NewsItem>${identifier()}<Update><Replace DuidRef="x"/></Update></NewsItem></NewsML>`
  expect(only(read(changes)).remarks[0]).toMatchObject({ kind: 'lost', field: 'Update' })
  const encoded =
    '<NewsComponent><ContentItem><DataContent><Encoding Notation="Base64">AAAA</Encoding></DataContent></ContentItem></NewsComponent>'
  expect(only(read(newsml('', lines + encoded))).remarks[0]).toMatchObject({ kind: 'lost', field: 'content' })
})

test('files under hundreds of components in components are sizes of one picture', () => {
  const deep = `${'<NewsComponent>'.repeat(240)}${file('x.jpg').repeat(2000)}${'</NewsComponent>'.repeat(240)}`
  expect(only(read(newsml('', lines + deep))).renditions).toHaveLength(2000)
})

test('a file whose component alone says what it is, is that', () => {
  const beside = (kind: string) =>
    `<NewsComponent><DescriptiveMetadata><Property FormalName="ComponentClass" Value="${kind}"/></DescriptiveMetadata><ContentItem Href="lake.${kind}"><Format FormalName="x"/></ContentItem></NewsComponent>`
  const { items } = read(newsml('', lines + text('<p>Text.</p>', 'Main') + beside('Video') + beside('Image')))
  expect(items.map(each => each.type)).toEqual(['text', 'video', 'picture'])
})
