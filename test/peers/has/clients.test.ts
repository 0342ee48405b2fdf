import { execFile, execFileSync } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isThere } from '../../kit/peers.ts'
import { type ServedHas, servedHas } from './served.ts'

// Programs of other languages, each written as clients of HAS are and told nothing of ours, against a whole Dateline.

let served: ServedHas
beforeAll(async () => {
  served = await servedHas()
}, 60_000)
afterAll(() => served?.stop())

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Runs a client against the server, with a folder of its own. @returns what it found, and the folder */
const run = async (command: string, parameters: string[], name: string) => {
  const folder = join(served.folder, name)
  await mkdir(folder)
  const { stdout, stderr } = await promisify(execFile)(
    command,
    [...parameters, file(name), `${served.url}/abone`, served.as, folder],
    { maxBuffer: 1 << 26 },
  )
  expect(stderr).toBe('')
  return { found: JSON.parse(stdout), folder }
}

const php = '/usr/bin/php'
const hasModule = (name: string, debianPackage: string): boolean => {
  const is = execFileSync(php, ['-m']).toString().split('\n').includes(name)
  if (!is) console.warn(`\n*** NOT TESTED: PHP has no ${name} (apt-get install ${debianPackage}) ***\n`)
  return is
}
const hasCurl = isThere(php, 'php-cli') && hasModule('curl', 'php-curl') && hasModule('SimpleXML', 'php-xml')
const strict = ['-d', 'error_reporting=-1', '-d', 'display_errors=stderr', '-d', 'log_errors=0']

describe.skipIf(!hasCurl)('PHP with curl', () => {
  test('reads fifty stories without a pause, and the pictures that they link', async () => {
    const { found, folder } = await run(php, strict, 'curl.php')
    const { texts, picture } = served
    expect(found.byHeaders).toEqual(texts)
    expect(found.byMultipart).toEqual(texts)
    expect(found.byForm).toEqual(texts)
    for (const [n, story] of found.stories.entries()) {
      expect(story).toMatchObject({ guid: texts[n], code: 200, type: 'application/xml', category: 'Genel' })
      expect(story).toMatchObject({ headline: expect.stringMatching(/^Story \d+$/u), city: 'ORSEL' })
      expect(story.created).toMatch(/Z$/u)
      expect(story.text).toMatch(/^- Ferries crossed Lake Orsel/u)
      expect(await readFile(join(folder, story.file), 'utf8')).toContain(`guid="${texts[n]}"`)
    }
    const linking = found.stories.filter((story: { picture: string }) => story.picture !== '')
    expect(linking).toMatchObject([{ picture, pictureClass: 'ninat:picture' }])
    expect(found.picture).toEqual({ width: 600, type: 'image/jpeg', file: expect.stringMatching(/_Web\.jpg$/u) })
    expect(found.linked.type).toBe('image/jpeg')
    expect(found.categories).toContain('2 Spor')
    expect(found).toMatchObject({ subscribed: true, denied: [401, 401] })
  })
})

describe.skipIf(!(hasCurl && isThere('/usr/share/php/GuzzleHttp/autoload.php', 'php-guzzlehttp-guzzle')))(
  'PHP with Guzzle',
  () => {
    test('takes pictures and video by document, token and multitoken, and has its exceptions', async () => {
      const { found, folder } = await run(php, strict, 'guzzle.php')
      expect(found.files.map((each: { type: string }) => each.type).sort()).toEqual([
        ...['application/octet-stream', 'image/jpeg', 'image/jpeg', 'image/jpeg'],
      ])
      for (const each of found.files) {
        expect(each.group).toMatch(/^dl:(picture|video)group:\d{8}:\d+$/u)
        expect(each.name).toMatch(/^dl_(picture_\d+_\d+_Web\.jpg|video_\d+_\d+_SD\.mp4)$/u)
        expect((await readFile(join(folder, each.name))).length).toBe(each.bytes)
      }
      expect(found.linkedBytes).toBeGreaterThan(1_000)
      expect(found.tokens).toBe(found.urls)
      expect(found.refusals).toEqual([
        [404, true],
        [404, true],
      ])
    })
  },
)

const python = '/usr/bin/python3'
const modules = '/usr/lib/python3/dist-packages'
const hasPython =
  isThere(python, 'python3') &&
  isThere(`${modules}/requests`, 'python3-requests') &&
  isThere(`${modules}/xmltodict.py`, 'python3-xmltodict')

describe.skipIf(!hasPython)('Python with requests and xmltodict', () => {
  test('finds every part of every story where it looks for it', async () => {
    const { found } = await run(python, [], 'client.py')
    const { texts, picture } = served
    expect(found).toMatchObject({ total: 50, lines: texts, paged: texts, token: 302, tooMany: 0 })
    expect(found.stories.map((story: { id: string }) => story.id)).toEqual(texts)
    for (const story of found.stories) {
      expect(story.headline).toMatch(/^Story \d+$/u)
      expect(story.content).toMatch(/^<p>ORSEL \(DL\) - Ferries/u)
    }
    const images = found.stories.flatMap((story: { images: string[] }) => story.images)
    expect(images).toEqual(['A ferry leaves the harbour'])
    expect(found.names.length).toBeGreaterThan(1)
    for (const name of found.names) expect(name).toMatch(/^dl_picture_\d+_\d+_\w+\.jpg$/u)
    expect(found.linked).toEqual([200, 'image/jpeg', expect.any(Number)])
    expect(picture).toMatch(/:picture:/u)
  })
})

test('Node finds headers in their very case, and pulls everything by a cursor, whole', async () => {
  const { found } = await run(process.execPath, [], 'client.mjs')
  expect(found.stories).toHaveLength(5)
  for (const story of found.stories) {
    expect(story).toMatchObject({ type: 'application/xml', headline: expect.stringMatching(/^Story \d+$/u) })
  }
  expect(found.token).toMatchObject({ status: 302, type: 'image/jpeg' })
  expect(found.wire.map((row: { seq: number }) => row.seq)).toEqual(Array.from({ length: 54 }, (_, n) => n + 1))
  expect(found.wire.every((row: { uri: string }) => row.uri.startsWith('tag:'))).toBe(true)
  expect(found.next).toBe(54)
})
