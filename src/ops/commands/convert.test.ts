import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runHere } from '../../../test/kit/command-line.ts'
import { agency, examples, floodInVeyra } from '../../../test/kit/examples.ts'
import { documents } from '../../../test/kit/foreign.ts'
import { formatNames, render } from '../../formats/render.ts'
import { schemaErrors } from '../schemas.ts'

// No database is set: the commands must need none.
const folder = mkdtempSync(join(tmpdir(), 'dateline-convert-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
const placed = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const place = join(folder, String(count++))
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(join(place, name, '..'), { recursive: true })
    writeFileSync(join(place, name), bytes)
  }
  return place
}
const run = (argv: readonly string[], input = '') => runHere(argv, {}, { input })
const written = (format: Parameters<typeof render>[0], version = floodInVeyra) =>
  render(format, version, { face: 'full', notice: null, agency }).bytes.toString()

test('a document is converted to the standard output, with the report on the other', async () => {
  const place = placed({ 'story.xml': documents().nitf })
  const { code, out, err } = await run(['convert', join(place, 'story.xml'), '--to', 'ninjs'])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ uri: floodInVeyra.guid, version: '1' })
  expect(err).toContain('story.xml: nitf 3.6, 1 item')
  expect(err).toMatch(/understood {2}id tag:meridian\.example/u)
})

test('the standard input is read for "-"', async () => {
  const { code, out } = await run(['convert', '-', '--to', 'text'], written('newsml-g2'))
  expect(code).toBe(0)
  expect(out).toContain('River floods the lower town of Veyra')
})

test('folders are read to the bottom, hidden files passed over, and every item has a file of its own', async () => {
  const place = placed({
    'a/rss.xml': documents().rss,
    'a/b/c.json': documents().timeline,
    'a/.hidden': 'x',
    'z.txt': documents().text,
  })
  const done = join(place, 'done')
  const { code, out, err } = await run(['convert', place, '--to', 'newsml-g2', '--out', done])
  expect([code, out]).toEqual([0, ''])
  expect(err.split('\n').filter(line => /: (?:rss|timeline|text)/u.test(line))).toHaveLength(3)
  const names = readdirSync(done)
  expect(names).toHaveLength(3)
  const result = Object.fromEntries(names.map(name => [name, readFileSync(join(done, name), 'utf8')]))
  expect(await schemaErrors('NewsML-G2 2.35', result)).toEqual([])
})

test('two items of one name get two files, and no id leads out of the folder', async () => {
  const evil = JSON.stringify([
    { uri: '../../x', headline: 'One', body_text: 'Some words are here.', language: 'en' },
    { uri: '..\\..\\x', headline: 'Two', body_text: 'Some words are there.', language: 'en' },
  ])
  const place = placed({ 'two.json': evil })
  const done = join(place, 'done')
  const { code } = await run(['convert', join(place, 'two.json'), '--to', 'nitf', '--out', done])
  expect(code).toBe(0)
  expect(readdirSync(done).toSorted()).toEqual(['x-v1-2.xml', 'x-v1.xml'])
  expect(existsSync(join(folder, 'x-v1.xml'))).toBe(false)
})

test('several items without a folder are refused as wrong use', async () => {
  const place = placed({ 'a.xml': documents().nitf, 'b.xml': documents()['newsml-g2'] })
  const { code, out, err } = await run(['convert', place, '--to', 'ninjs'])
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain('there are 2 items: name a folder for them with --out')
})

test.each([
  ['rss', 'xml'],
  ['atom', 'xml'],
  ['json-feed', 'json'],
])('many documents become one feed in %s', async (to, ending) => {
  const place = placed({ 'a.xml': documents().nitf, 'b.json': documents().timeline })
  const { code, out } = await run(['convert', place, '--to', to])
  expect(code).toBe(0)
  expect(out).toContain('River floods the lower town of Veyra')
  expect(out).toContain('Ferries crossed Lake Orsel again')
  const done = join(place, 'done')
  await run(['convert', join(place, 'a.xml'), '--to', to, '--out', done])
  expect(readdirSync(done)).toEqual([`feed.${ending}`])
})

test('what an editor should see first is written with the reason in the report, and fails a validation', async () => {
  const held = documents().nitf.replace('management-status="usable"', 'management-status="frozen"')
  const place = placed({ 'held.xml': held })
  const converted = await run(['convert', join(place, 'held.xml'), '--to', 'ninjs'])
  expect(converted.code).toBe(0)
  expect(converted.err).toContain('unknown-status')
  expect(converted.out).toContain(floodInVeyra.guid)
  expect((await run(['validate', join(place, 'held.xml')])).code).toBe(1)
})

test('what is supplied, what a version has no place for, and what the format does not say are reported', async () => {
  const place = placed({ 'feed.json': documents()['json-feed'] })
  const { err } = await run(['convert', join(place, 'feed.json'), '--to', 'iptc7901', '--json'])
  const report = JSON.parse(err)
  const [item] = report.items
  expect(report).toMatchObject({ format: 'json-feed', failure: null })
  expect(item.written).toBe('standard output')
  expect(item.remarks).toContainEqual({ kind: 'guessed', field: 'version', detail: 'not said; written as 1' })
  expect(item.remarks).toContainEqual(expect.objectContaining({ kind: 'lost', field: 'url' }))
  expect(item.notCarried.map(({ field }: { field: string }) => field)).toContain('links')
})

test('nobody else’s document is given our terms', async () => {
  const place = placed({ 'feed.xml': documents().atom })
  const { out } = await run(['convert', join(place, 'feed.xml'), '--to', 'newsml-g2', '--provider', 'Orsel Harbour'])
  expect(out).toContain('The terms of use did not come with the document')
})

test.each(Object.keys(documents()))('a document in %s can be written in every format', async format => {
  const place = placed({ document: documents()[format as keyof ReturnType<typeof documents>] })
  for (const to of formatNames) {
    const { code, out, err } = await run(['convert', join(place, 'document'), '--to', to])
    expect(`${to} ${code} ${code === 0 ? '' : err}`).toBe(`${to} 0 `)
    expect(out.length).toBeGreaterThan(20)
  }
})

test('validate says of good documents in every format with a schema that they are valid', async () => {
  for (const format of ['newsml-g2', 'nitf', 'ninjs', 'ninjs-2.2', 'ninjs-1.6'] as const) {
    const files = Object.entries(examples)
      .slice(3, 8)
      .map(([name, version]) => [name, written(format, version)] as const)
    const { code, out } = await run(['validate', placed(Object.fromEntries(files))])
    expect(out).not.toContain('not valid')
    expect(out.match(/schema {6}valid by/gu)).toHaveLength(files.length)
    expect(code).toBe(0)
  }
})

test('validate says both of what can be read and is not valid', async () => {
  const wrong = written('newsml-g2').replace('<pubStatus', '<signal qcode="sig:update"/><pubStatus')
  const { code, out } = await run(['validate', join(placed({ 'wrong.xml': wrong }), 'wrong.xml')])
  expect(code).toBe(1)
  expect(out).toContain('wrong.xml: newsml-g2 2.35, 1 item')
  expect(out).toContain('read all the same, but not valid by NewsML-G2 2.35')
})

test('a document declared in another charset is validated as what it says', async () => {
  const declared = written('newsml-g2').replace('encoding="UTF-8"', 'encoding="iso-8859-9"').replace('Veyra', 'Veyra ş')
  const bytes = Buffer.from(declared.replaceAll('ş', '\u00fe'), 'latin1')
  const { code, out } = await run(['validate', join(placed({ 'turkish.xml': bytes }), 'turkish.xml')])
  expect([code, out.includes('valid by NewsML-G2 2.35')]).toEqual([0, true])
})

test('what cannot be read is reported with its reason, and the rest goes on', async () => {
  const place = placed({
    'a.bin': Uint8Array.from([0, 1, 2, 3]),
    'b.xml': '<shop/>',
    'c.xml': documents().nitf,
    'd.txt': '',
  })
  const { code, out, err } = await run(['validate', place])
  expect(code).toBe(1)
  expect(out).toContain('b.xml: not read: XML with the root <shop> is no format of news')
  expect(out).toContain('c.xml: nitf 3.6')
  expect(out).toContain('d.txt: not read: it is empty')
  expect(err).toContain('3 of 4 documents fall short')
})

test.each([
  [['convert', 'x', '--to', 'morse'], 'ninjs'],
  [['convert', 'no-such-file', '--to', 'ninjs'], 'no-such-file: there is no such file'],
  [['validate', '.', '--time-zone', 'Orsel/Lake'], 'Expected a zone'],
  [['validate', '.', '--charset', 'klingon'], 'Expected a charset'],
  [['validate', '.', '--language', '?'], 'Expected a language tag'],
])('%j is wrong use', async (argv, words) => {
  const { code, err } = await run(argv)
  expect(code).toBe(2)
  expect(err).toContain(words)
})
