/** Bytes that want to do harm, with what they are. */
export interface Hostile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The document cut off at every tenth byte. */
export function* truncations(document: Uint8Array): Generator<Hostile> {
  for (let at = 1; at < document.length; at += 10) yield { name: `cut off at ${at}`, bytes: document.subarray(0, at) }
}

/** The document with single bits turned over, with two chunks changed about, with a chunk sent twice or left out; and bytes that are nothing at all. */
export function* mutations(document: Uint8Array, random: () => number, times: number): Generator<Hostile> {
  const below = (most: number) => Math.floor(random() * most)
  for (let n = 0; n < times; n++) {
    const flipped = Uint8Array.from(document)
    const at = below(document.length)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << below(8))
    yield { name: `bit of byte ${at} turned over`, bytes: flipped }
    const [a = 0, b = 0, c = 0] = [below(document.length), below(document.length), below(document.length)].toSorted(
      (x, y) => x - y,
    )
    const parts = [document.subarray(0, a), document.subarray(a, b), document.subarray(b, c), document.subarray(c)]
    const [start, first, second, end] = parts.map(part => Buffer.from(part)) as [Buffer, Buffer, Buffer, Buffer]
    yield { name: `${a}-${b} and ${b}-${c} changed about`, bytes: Buffer.concat([start, second, first, end]) }
    yield { name: `${a}-${b} twice`, bytes: Buffer.concat([start, first, first, second, end]) }
    yield { name: `${a}-${b} left out`, bytes: Buffer.concat([start, second, end]) }
    const noise = Uint8Array.from({ length: 1 + below(2000) }, () => below(256))
    yield { name: 'random bytes', bytes: noise }
    yield { name: `random bytes from ${a} on`, bytes: Buffer.concat([start, noise]) }
  }
}

/** The document in charsets that it does not name, and naming charsets that it is not in. */
export function* wrongCharsets(text: string): Generator<Hostile> {
  const little = Buffer.from(text, 'utf16le')
  yield { name: 'UTF-16 without a mark', bytes: little }
  yield { name: 'UTF-16 with a mark', bytes: Buffer.from(`\ufeff${text}`, 'utf16le') }
  yield { name: 'UTF-16, the other end first', bytes: Buffer.from(`\ufeff${text}`, 'utf16le').swap16() }
  yield { name: 'UTF-16, half a character at the end', bytes: little.subarray(0, -1) }
  yield { name: 'Latin-1', bytes: Buffer.from(text, 'latin1') }
  yield { name: 'a mark of UTF-8 twice', bytes: Buffer.from(`\ufeff\ufeff${text}`) }
  for (const label of ['utf-16', 'utf-7', 'shift_jis', 'iso-2022-kr', 'ebcdic-cp-us', 'no such', '../../etc/passwd']) {
    const declared = text.replace(/^(?:<\?xml[^>]*\?>)?/u, `<?xml version="1.0" encoding="${label}"?>`)
    yield { name: `declared as ${label}`, bytes: Buffer.from(text.startsWith('<') ? declared : text, 'latin1') }
  }
}

/** The document after a DOCTYPE that wants files, addresses and billions of laughs; all in XML that is well-formed. */
export function* doctypes(text: string): Generator<Hostile> {
  const root = /<([A-Za-z:]+)[\s>]/u.exec(text.replace(/^<\?xml[^>]*\?>/u, ''))?.[1] ?? 'x'
  const laughs = Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
  const declarations: Readonly<Record<string, string>> = {
    'an entity out of a file': '[<!ENTITY x SYSTEM "file:///etc/passwd">]',
    'an entity out of the network': '[<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]',
    'a parameter entity': '[<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]',
    'a billion laughs': `[<!ENTITY l0 "laugh">${laughs}<!ENTITY x "&l12;">]`,
    'one long entity, often': `[<!ENTITY x "${'y'.repeat(50_000)}">]`,
    'an entity of itself': '[<!ENTITY x "&x;">]',
    'an attribute for all': `[<!ATTLIST ${root} evil CDATA "yes">]`,
    'a DTD in the network': 'SYSTEM "http://127.0.0.1:9/x.dtd"',
    'a DTD that is not closed': 'SYSTEM "http://127.0.0.1:9/x.dtd" [',
  }
  for (const [name, declaration] of Object.entries(declarations)) {
    const called = text.replace(/>([^<]{3})/u, name.includes('often') ? `>${'&x;'.repeat(500)}$1` : '>&x;$1')
    const document = called.replace(/^(<\?xml[^>]*\?>)?/u, `$1<!DOCTYPE ${root} ${declaration}>`)
    yield { name, bytes: Buffer.from(document) }
  }
}

// What regular expressions of readers look for: where one of them is tried again at every character, a long run takes time that grows with its square.
const runs = [
  ...[
    ' ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\u00a0',
    'a',
    'A',
    'A ',
    'Aa ',
    '1',
    '-',
    '--',
    ' -',
    '=',
    '+',
    '.',
    ',',
    ', ',
    ':',
    ';',
  ],
  ...[
    '(',
    ')',
    '()',
    '(A) ',
    '<',
    '<p',
    '</',
    '<p>',
    '<b><i>',
    '<a href="',
    '<!--',
    '<![CDATA[',
    ']]>',
    '&',
    '&#',
    '&amp;',
  ],
  ...[
    '"',
    "'",
    '/',
    '//',
    'http://',
    '\\',
    '\u0001',
    '\u0002',
    '\u0003',
    'a: b\n',
    ' \n',
    '\n ',
    '\n\n',
    '*',
    '_',
    '@',
    'a@',
  ],
  ...['١', 'İ', '🙂', '\u0301', 'By ', 'Eds: ', 'EMBARGO ', '[', '{', '{"a":', '%', '$', '<table><tr><td>', '<ul><li>'],
]

/** A run of one thing, at the start, in the middle of the words, and at the end of the document. @param length of the run in characters */
export function* longRuns(text: string, length: number): Generator<Hostile> {
  const middle = Math.max(text.indexOf('storms'), text.indexOf('Ferries'), text.indexOf('river'), 0)
  for (const run of runs) {
    const long = run.repeat(Math.ceil(length / run.length))
    const name = JSON.stringify(run)
    yield { name: `${name} long in the words`, bytes: Buffer.from(text.slice(0, middle) + long + text.slice(middle)) }
    yield { name: `${name} long at the end`, bytes: Buffer.from(text + long) }
    yield { name: `${name} long at the start`, bytes: Buffer.from(long + text) }
  }
}
