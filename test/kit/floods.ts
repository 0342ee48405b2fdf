/** A document that is made when it is asked for: one alone fills megabytes. */
export interface Flood {
  readonly name: string
  make(): Uint8Array
}

const depth = 100_000

/** Documents that are nested very deep, or are one thing over and over, or one thing without end. @param sizeBytes about how large, each */
export const floods = (sizeBytes: number): Flood[] => [
  ...xml(sizeBytes),
  ...html(sizeBytes),
  ...json(sizeBytes),
  ...plain(sizeBytes),
]

const flood = (name: string, text: () => string): Flood => ({ name, make: () => Buffer.from(text()) })

const filled = (piece: string, sizeBytes: number): string =>
  piece.repeat(Math.ceil(sizeBytes / Buffer.byteLength(piece)))

const numbered = (sizeBytes: number, piece: (n: number) => string): string =>
  Array.from({ length: Math.ceil(sizeBytes / piece(1_000_000).length) }, (_, n) => piece(n)).join('')

const nitf = (inner: string): string => `<nitf><body><body.content>${inner}</body.content></body></nitf>`
const g2 = (inner: string): string =>
  `<newsItem guid="x" version="1"><contentMeta>${inner}</contentMeta><contentSet><inlineXML/></contentSet></newsItem>`

const xml = (size: number): Flood[] => [
  flood('XML, 10^5 deep', () => nitf('<p>'.repeat(depth) + '</p>'.repeat(depth))),
  flood('XML, 10^5 deep and never closed', () => '<nitf>'.repeat(depth)),
  flood('XML, deep as far as it may be, over and over', () =>
    nitf(filled(`${'<em>'.repeat(240)}x${'</em>'.repeat(240)}`, size)),
  ),
  flood('XML of empty elements', () => nitf(filled('<p/>', size))),
  flood('XML of subjects', () => g2(numbered(size, n => `<subject qcode="x:${n}"><name>a</name></subject>`))),
  flood('XML of one subject', () => g2(filled('<subject qcode="x:1"/>', size))),
  flood('XML with one attribute', () => `<newsItem guid="${'x'.repeat(size)}"/>`),
  flood('XML with many attributes', () => `<newsItem ${numbered(size, n => `a${n}="" `)}/>`),
  flood('XML with one attribute many times', () => `<newsItem ${filled('a="" ', size)}/>`),
  flood('XML with a long name', () => `<${'n'.repeat(size)}/>`),
  flood('XML with a long comment', () => `<!--${'- '.repeat(size / 2)}--><nitf/>`),
  flood('XML with a long comment that is not closed', () => `<!--${'- '.repeat(size / 2)}`),
  flood('XML with a long DOCTYPE', () => `<!DOCTYPE ${'x '.repeat(size / 2)}><nitf/>`),
  flood('XML with brackets', () => nitf(`<p>${filled(']]', size)}</p>`)),
  flood('XML with bare ampersands', () => nitf(`<p>${filled('& ', size)}</p>`)),
  flood('XML with ampersands that could be entities', () =>
    nitf(`<p>${filled('&aaaaaaaaaaaaaaaaaaaaaaaaaaaaa', size)}</p>`),
  ),
  flood('XML with one endless entity', () => nitf(`<p>&${'a'.repeat(size)};</p>`)),
  flood('XML with control characters', () => nitf(`<p>${filled('\u0001', size)}</p>`)),
  flood('XML with one paragraph', () => nitf(`<p>${filled('word ', size)}</p>`)),
  flood('XML with one word', () => nitf(`<p>${'w'.repeat(size)}</p>`)),
  flood('a newsMessage of items', () => {
    const item = '<newsItem guid="x"><itemMeta/><contentMeta><headline>A</headline></contentMeta></newsItem>'
    return `<newsMessage><itemSet>${filled(item, size)}</itemSet></newsMessage>`
  }),
  flood(
    'NewsML 1 of components',
    () =>
      `<NewsML><NewsItem>${'<NewsComponent>'.repeat(200)}${filled('<NewsLines/>', size)}${'</NewsComponent>'.repeat(200)}</NewsItem></NewsML>`,
  ),
  flood(
    'a feed of items',
    () => `<rss version="2.0"><channel>${filled('<item><title>a</title></item>', size)}</channel></rss>`,
  ),
  flood(
    'a feed of entries',
    () => `<feed>${numbered(size, n => `<entry><id>${n}</id><title>a</title></entry>`)}</feed>`,
  ),
]

const pieces = [
  ...[
    '<p>',
    '<div>',
    '<b>',
    '<b><i>',
    '<a href="x">',
    '<table>',
    '<table><tr><td>',
    '<tr>',
    '<td>',
    '<ul>',
    '<ul><li>',
    '<li>',
  ],
  ...[
    '<blockquote>',
    '<figure>',
    '</p>',
    '</b>',
    '<br>',
    '<',
    '</',
    '<!--',
    '<![CDATA[',
    '&',
    '&lt;',
    '&#1;',
    '<p ',
    '<img src="',
  ],
  ...[
    '<svg>',
    '<script>',
    '<style>',
    '<textarea>',
    '<a href="https://x.example/">a</a> ',
    'a<b>b</b>',
    '<h2>a</h2>',
    '\n',
    ' ',
    'word ',
  ],
]

const feedOf = (body: string): string =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1', title: 'x', items: [{ id: '1', content_html: body }] })

const html = (size: number): Flood[] =>
  pieces.map(piece => flood(`HTML of ${JSON.stringify(piece)}`, () => feedOf(filled(piece, size * 0.8))))

const json = (size: number): Flood[] => [
  flood('JSON arrays, 10^5 deep', () => `{"uri":"x","headline":${'['.repeat(depth)}${']'.repeat(depth)}}`),
  flood('JSON objects, 10^5 deep', () => `{"uri":"x","associations":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`),
  flood('JSON items in items, 10^5 deep', () => `${'{"items":['.repeat(depth)}${']}'.repeat(depth)}`),
  flood('ninjs in associations, 10^5 deep', () => {
    const open = '{"uri":"x","associations":{"a":'
    return `${open.repeat(depth)}{"uri":"y"}${'}}'.repeat(depth)}`
  }),
  flood('JSON arrays that are not closed', () => '['.repeat(size)),
  flood('JSON with one string', () => `{"uri":"x","headline":"${'a '.repeat(size / 2)}"}`),
  flood('JSON with many members', () => `{"uri":"x",${numbered(size, n => `"a${n}":1,`)}"b":1}`),
  flood('ninjs of subjects', () => `{"uri":"x","subjects":[${numbered(size, n => `{"name":"${n}"},`)}{"name":"x"}]}`),
  flood('ninjs of renditions', () => `{"uri":"x","renditions":[${filled('{"href":"https://x.example/a"},', size)}{}]}`),
  flood('a list of ninjs', () => `[${filled('{"uri":"x","headline":"a"},', size)}{"uri":"y"}]`),
  flood('a Superdesk item', () => `{"guid":"x","body_html":"${filled('<p>word</p>', size)}"}`),
  flood('a list of posts', () => `[${filled('{"id":"1","account":{},"content":"a","created_at":"x"},', size)}{}]`),
]

const plain = (size: number): Flood[] => [
  flood('one line', () => 'word '.repeat(size / 5)),
  flood('one word', () => 'w'.repeat(size)),
  flood('lines in capitals', () => filled('ANKARA (MER) - \n', size)),
  flood('empty lines', () => '\n'.repeat(size)),
  flood('carriage returns', () => `a${'\r'.repeat(size)}`),
  flood('spaces', () => `a${' '.repeat(size)}b`),
  flood('headers of a mail', () => `From: a@x.example\n${filled('X-A: b\n', size)}\nwords`),
  flood('one header of a mail', () => `From: a@x.example\nSubject: ${'a'.repeat(size)}\n\nwords`),
  flood('folded lines of a mail', () => `From: a@x.example\nSubject: a\n${filled(' b\r\n', size)}\n\nwords`),
  flood('folded lines of something that is no mail', () => `Note: a\r\n${filled(' b\r\n', size)}words`),
  flood('encoded words of a mail', () => `From: a@x.example\nSubject: ${filled('=?utf-8?q?=41?= ', size)}\n\nwords`),
  flood('addresses of a mail', () => `To: x@x.example\nFrom: ${filled('a <a@x.example>, ', size)}\n\nwords`),
  flood('parts in parts of a mail', () => `From: a@x.example\nSubject: a\n${nestedParts(Math.min(depth, size / 64))}`),
  flood(
    'parts of a mail',
    () =>
      `From: a@x.example\nSubject: a\nContent-Type: multipart/mixed; boundary="b"\n\n${filled('--b\n\na\n', size)}--b--\n`,
  ),
  flood('mails in mails', () => filled('From: a@x.example\nSubject: a\nContent-Type: message/rfc822\n\n', size)),
  flood(
    'a mail with base64',
    () =>
      `From: a@x.example\nSubject: a\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n${filled('QUFB', size)}\n`,
  ),
  flood('messages of IPTC 7901', () =>
    filled('\u0001mer0042 4 wi 1 a\r\na/\r\n\u0002A =\r\n\r\nword\r\n\u0003\u0004', size),
  ),
  flood('IPTC 7901 that only starts', () => filled('\u0001', size)),
  flood('IPTC 7901 with a long head', () => `\u0001mer0042 4 wi 1 a\r\na/\r\n\u0002${filled('LEAD\r\n', size)}`),
  flood('transmissions of ANPA', () =>
    filled('\u0016\u0016\u0001A1\u001f_\r\nf l\u0013\u0011 BC-A 11-23 0001\r\n\u0002a\r\n\u0003\u0004', size),
  ),
  flood('ANPA that only starts', () => filled('\u0016\u0001', size)),
  flood('bytes of no charset', () => '\ufffd'.repeat(size / 3)),
]

const nestedParts = (levels: number): string =>
  Array.from({ length: levels }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}\n`).join('')
