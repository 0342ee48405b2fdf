import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { interpreterOf, run } from '../../kit/doc-examples.ts'
import { type ServedHas, servedHas } from './served.ts'

let served: ServedHas
let text = ''
beforeAll(async () => {
  served = await servedHas()
  text = await readFile(fileURLToPath(new URL('../../../docs/has.md', import.meta.url)), 'utf8')
}, 120_000)
afterAll(() => served?.stop())

/** Runs an example of docs/has.md as it stands there, against this server. @returns what it said; null where this machine lacks what runs it */
const said = async (name: string, wanted: RegExp): Promise<string | null> => {
  const code = new RegExp(`^\`\`\`\\w+ ${name}\\n([\\s\\S]*?)^\`\`\`$`, 'mu').exec(text)?.[1]
  if (code === undefined) throw new Error(`docs/has.md has no ${name}`)
  const filled = code.replaceAll('https://news.example', served.url).replaceAll('3001001:your-secret', served.as)
  const [id = '', secret = ''] = served.as.split(':')
  const example = { name, code: filled.replace('"3001001", "your-secret"', `"${id}", "${secret}"`) }
  const program = interpreterOf(example)
  if (program === null) {
    console.warn(`\n*** NOT TESTED: ${name} of docs/has.md, for this machine lacks what runs it ***\n`)
    return null
  }
  const running = run(program === 'python3' ? '/usr/bin/python3' : program, example)
  await expect.poll(() => running.said(), { timeout: 30_000 }).toMatch(wanted)
  await running.stop()
  return running.said()
}

test('has-pull.sh gets a page whole', async () => {
  const page = await said('has-pull.sh', /"more":true/u)
  if (page !== null) expect(JSON.parse(page).data.result).toHaveLength(20)
})

test('has-pull.php goes on until it has everything', async () => {
  const lines = await said('has-pull.php', /^54 /mu)
  if (lines !== null) expect(lines.trim().split('\n')).toHaveLength(54)
})

test('has-pictures.py saves the pictures under their names', async () => {
  await said('has-pictures.py', /(dl_picture_\d+_\d+_Web\.jpg \d+ .*\n){3}/u)
})

test('has-series.mjs follows the links of a series', async () => {
  await said('has-series.mjs', /^dl:picture:\d+:\d+ \d{4,}$/mu)
})
