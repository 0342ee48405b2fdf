import { expect, test } from 'vitest'
import { checked } from '../../../test/kit/checked.ts'

const svg = (inside: string, attributes = '', before = '') =>
  Buffer.from(
    `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`,
  )
const pixel = 'data:image/png;base64,iVBORw0KGgo='

test.each<[string, Buffer]>([
  ['a drawing', svg('<g><path d="M0 0L9 9" fill="url(#a)" style="stroke:url( \'#b\' )"/><text>İzmir</text></g>')],
  ['a picture in it', svg(`<image href="${pixel}" width="9" height="9"/><style>.a{background:url(${pixel})}</style>`)],
  ['parts used again', svg('<defs><g id="a"><path/></g></defs><use href="#a"/><use xlink:href="#a"/>')],
  ['links to the web', svg('<a href="https://meridian.example/map"><path/></a>')],
  [
    'the namespaces of Illustrator',
    svg(
      '<path/>',
      'xmlns:x="&ns_ext;"',
      '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [\n<!ENTITY ns_ext "http://ns.adobe.com/Extensibility/1.0/">\n]>',
    ),
  ],
  ['UTF-16', Buffer.from(`\ufeff${svg('<text>ığ</text>')}`, 'utf16le')],
  ['Latin 5', Buffer.from(`<?xml version="1.0" encoding="ISO-8859-9"?>${svg('<text>\u00fd</text>')}`, 'latin1')],
])('%s is taken', async (_, bytes) => {
  expect(await checked(bytes, 'map.svg')).toBe('graphic image/svg+xml')
})

const laughs = (element: (name: string, inside: string) => string) =>
  Array.from({ length: 12 }, (_, n) =>
    element(`l${n + 1}`, Array.from({ length: 10 }, () => `<use href="#l${n}"/>`).join('')),
  ).join('')

test.each<[string, Buffer, RegExp]>([
  ['a script', svg('<script>alert(1)</script>'), /<script>/],
  ['a script under another prefix', svg('<x:SCRIPT xmlns:x="http://www.w3.org/1999/xhtml">1</x:SCRIPT>'), /script/i],
  ['an event handler', svg('<path/>', 'onload="alert(1)"'), /onload/],
  ['a foreign object', svg('<foreignObject><p>x</p></foreignObject>'), /foreignObject/],
  ['a picture from elsewhere', svg('<image xlink:href="http://evil.example/p.png"/>'), /from elsewhere/],
  ['a part from elsewhere', svg('<use href="other.svg#a"/>'), /from elsewhere/],
  ['an SVG in it', svg('<image href="data:image/svg+xml,&lt;svg/&gt;"/>'), /from elsewhere/],
  ['a filter that loads', svg('<filter><feImage href="//evil.example/x"/></filter>'), /from elsewhere/],
  ['a link that runs', svg('<a href="jav&#x09;ascript:alert(1)"><path/></a>'), /none to the web/],
  [
    'an animation that makes one',
    svg('<a><set attributeName="xlink:href" to="javascript:alert(1)"/></a>'),
    /changes an address|runs a script/,
  ],
  ['a fill from elsewhere', svg('<path fill="url(http://evil.example/#a)"/>'), /from elsewhere/],
  ['a style that loads', svg('<style>@import "http://evil.example/a.css";</style>'), /loads another/],
  ['a style that loads behind escapes', svg('<style>a{b:\\75 rl(http://evil.example)}</style>'), /from elsewhere/],
  ['a style that loads behind a comment', svg('<style>a{b:u/**/rl(http://evil.example)}</style>'), /from elsewhere/],
  ['a style in CDATA', svg('<style><![CDATA[a{b:url(http://evil.example)}]]></style>'), /from elsewhere/],
  [
    'a style sheet from elsewhere',
    svg('<path/>', '', '<?xml-stylesheet href="http://evil.example/a.css"?>'),
    /style sheet/,
  ],
  ['another base', svg('<path/>', 'xml:base="http://evil.example/"'), /where addresses lead/],
  [
    'a file of the machine',
    svg('<text>&f;</text>', '', '<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
    /entities/,
  ],
  [
    'a billion laughs in entities',
    svg('<text>&b;</text>', '', '<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'),
    /entities/,
  ],
  [
    'a parameter entity',
    svg('<path/>', '', '<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://evil.example/x.dtd"> %a;]>'),
    /entities/,
  ],
  [
    'a billion laughs in parts',
    svg(`<g id="l0"><path/></g>${laughs((id, inside) => `<g id="${id}">${inside}</g>`)}`),
    /again and again/,
  ],
  ['a part of itself', svg('<g id="a"><use href="#a"/></g>'), /in that part/],
  ['what is no XML', svg('<path'), /not well-formed/],
  ['elements without end', svg('<g>'.repeat(400) + '</g>'.repeat(400)), /nested deeper/],
  [
    'an encoding that hides',
    Buffer.from('<?xml version="1.0" encoding="UTF-7"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    /UTF-7/,
  ],
  [
    'wrong bytes',
    Buffer.concat([svg('<text>').subarray(0, -6), Buffer.from([0xff, 0xfe]), Buffer.from('</text></svg>')]),
    /not in the encoding/,
  ],
])('%s is refused with the reason', async (_, bytes, reason) => {
  const said = await checked(bytes, 'map.svg')
  expect(said).toMatch(/^refused: the file /)
  expect(said).toMatch(reason)
})

test.each([
  ['whitespace in a style', svg(`<path style="a:url(${' '.repeat(2_000_000)}"/>`)],
  ['comments that are not closed', svg(`<style>${'/*'.repeat(1_000_000)}</style>`)],
  ['quotes', svg(`<style>${'url("'.repeat(400_000)}</style>`)],
  ['comments before the root', Buffer.from(`${'<!-- a -->'.repeat(6_000)}<x/>`)],
])('%s without end take no time without end', { timeout: 20_000 }, async (_, bytes) => {
  await checked(bytes, 'map.xml')
})
