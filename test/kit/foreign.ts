import type { ReadableFormat } from '../../src/formats/reading.ts'
import { render } from '../../src/formats/render.ts'
import { agency, floodInVeyra } from './examples.ts'

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`

const words = 'Ferries crossed Lake Orsel again on Monday after a week of storms, the harbour office said.'
const html = `<p>${words}</p><ul><li>Two boats</li><li>One pier</li></ul><p><a href="https://orsel.example/">More</a></p>`

const newsml1 = lines(
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20261123T090000Z</DateAndTime><Priority FormalName="4"/></NewsEnvelope>',
  '<NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>orsel.example</ProviderId><DateId>20261123</DateId>',
  '<NewsItemId>ferry</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId>',
  '<PublicIdentifier>urn:newsml:orsel.example:20261123:ferry:1N</PublicIdentifier></NewsIdentifier></Identification>',
  '<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20261123T090000Z</FirstCreated>',
  '<ThisRevisionCreated>20261123T090000Z</ThisRevisionCreated><Status FormalName="Usable"/><Urgency FormalName="4"/></NewsManagement>',
  '<NewsComponent><NewsLines><HeadLine>Ferry service starts again</HeadLine><ByLine>Ines Tallow</ByLine></NewsLines>',
  '<DescriptiveMetadata><Language FormalName="en"/><SubjectCode><Subject FormalName="04000000"/></SubjectCode></DescriptiveMetadata>',
  `<ContentItem><MediaType FormalName="Text"/><DataContent><p>${words}</p></DataContent></ContentItem>`,
  '</NewsComponent></NewsItem></NewsML>',
)

const apMedia = JSON.stringify({
  ...{
    api_version: '1.0',
    data: {
      item: {
        ...{ altids: { itemid: 'ferry1', etag: 'ferry1_1' }, version: 1, type: 'text', urgency: 4, language: 'en' },
        ...{ headline: 'Ferry service starts again', versioncreated: '2026-11-23T09:00:00Z', pubstatus: 'usable' },
        subject: [{ name: 'Business', code: 'f', scheme: 'http://orsel.example/categories' }],
        body_nitf: `<nitf><body><body.content><block>${html}</block></body.content></body></nitf>`,
      },
    },
  },
})

const timeline = JSON.stringify([
  {
    ...{ id: '1', created_at: '2026-11-23T09:00:00Z', edited_at: null, url: 'https://social.orsel.example/@harbour/1' },
    ...{ content: html, language: 'en', uri: 'https://social.orsel.example/users/harbour/1', media_attachments: [] },
    account: { acct: 'harbour', display_name: 'Orsel Harbour', url: 'https://social.orsel.example/@harbour' },
  },
])

const jsonFeed = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Orsel Harbour',
  items: [
    {
      ...{ id: 'https://orsel.example/1', url: 'https://orsel.example/1', title: 'Ferry service starts again' },
      ...{ content_html: html, date_published: '2026-11-23T09:00:00Z', tags: ['ferry'], language: 'en' },
    },
  ],
})

const rss = lines(
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Orsel Harbour</title><language>en</language>',
  '<item><title>Ferry service starts again</title><link>https://orsel.example/1</link><guid>https://orsel.example/1</guid>',
  `<pubDate>Mon, 23 Nov 2026 09:00:00 GMT</pubDate><category>Economy</category><content:encoded><![CDATA[${html}]]></content:encoded></item>`,
  '</channel></rss>',
)

const atom = lines(
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Orsel Harbour</title><id>tag:orsel.example,2026:feed</id>',
  '<updated>2026-11-23T09:00:00Z</updated><entry><title>Ferry service starts again</title><id>tag:orsel.example,2026:1</id>',
  '<updated>2026-11-23T09:00:00Z</updated><author><name>Ines Tallow</name></author><category term="Economy"/>',
  `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${html}</div></content></entry></feed>`,
)

const anpa = [
  '\u0016\u0016\u0001A1234\u001f_\r\nf l\u0013\u0011 BC-Orsel-Ferry     11-23 0016\r\n\u0002^BC-Orsel-Ferry,16<\r\n',
  `^Ferry service starts again<\r\n^By INES TALLOW=\r\n\tORSEL (MER) _ ${words}\r\n\u0003\r\n11-23-26 0900GMT\r\n\u0004`,
].join('')

const iptc7901 = [
  '\u0001mer0042 4 wi 16 orsel/ferry\r\nferry/\r\n\u0002Ferry service starts again =\r\n\r\n',
  `ORSEL (mer) - ${words}\r\n\u0003230900 UTC Nov 26\r\n\u0004`,
].join('')

const mail = lines(
  ...[
    'From: Harbour Office <harbour@orsel.example>',
    'To: desk@meridian.example',
    'Subject: Ferry service starts again',
  ],
  ...['Date: Mon, 23 Nov 2026 09:00:00 +0000', 'Message-ID: <1@orsel.example>', 'MIME-Version: 1.0'],
  ...['Content-Type: multipart/alternative; boundary="b"', '', '--b', 'Content-Type: text/plain; charset=utf-8', ''],
  ...[words, '', '--b', 'Content-Type: text/html; charset=utf-8', '', html, '--b--'],
)

const written = (format: Parameters<typeof render>[0]): string =>
  render(format, floodInVeyra, { face: 'full', notice: null, agency }).bytes.toString()

const entry = (): string =>
  JSON.stringify({
    ...{
      seq: 1,
      at: '2026-11-23T09:00:00Z',
      item: floodInVeyra.item,
      guid: floodInVeyra.guid,
      type: 'text',
      version: 1,
    },
    ...{ signal: 'new', category: 'general', priority: 4, language: 'en', state: 'usable', headline: 'Flood' },
    document: JSON.parse(written('ninjs')),
  })

/** A small good document of every format that is read, by its format: ours where we write it, else as another agency would send it. The text is invented. */
export const documents = (): Record<ReadableFormat, string> => ({
  'newsml-g2': written('newsml-g2'),
  'newsml-1': newsml1,
  nitf: written('nitf'),
  ninjs: written('ninjs'),
  'ninjs-superdesk': written('ninjs-superdesk'),
  'ap-media': apMedia,
  dateline: entry(),
  timeline,
  iptc7901,
  anpa,
  rss,
  atom,
  'json-feed': jsonFeed,
  mail,
  text: written('text'),
})
