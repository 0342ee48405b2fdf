import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mostDocumentBytes } from '../../src/formats/read/charset.ts'
import { readDocument } from '../../src/formats/read.ts'
import { noDefaults } from '../../src/formats/reading.ts'
import { floods } from '../kit/floods.ts'
import { documents } from '../kit/foreign.ts'
import { doctypes, type Hostile, longRuns, mutations, truncations, wrongCharsets } from '../kit/hostile.ts'
import { faultOf } from '../kit/reading-faults.ts'
import { seeded } from './random.ts'

// Started by fuzz.ts: reads hostile documents one after another and says on the standard output, a line of JSON each, what it is at, and what was wrong.
const [times = 1, seed = 1] = process.argv.slice(2).map(Number)
const say = (line: unknown) => void process.stdout.write(`${JSON.stringify(line)}\n`)

const outcome = { documents: 0, read: 0, refused: 0, slowest: { name: '', ms: 0 } }

const ask = async ({ name, bytes }: Hostile): Promise<void> => {
  const began = performance.now()
  const answer = await readDocument(bytes, noDefaults)
  const ms = Math.round(performance.now() - began)
  const fault = faultOf(answer)
  if (fault !== null) say({ fault: `${name}: ${fault}` })
  outcome.documents++
  if ('failure' in answer) outcome.refused++
  else outcome.read++
  if (ms > outcome.slowest.ms) outcome.slowest = { name, ms }
}

/** Real documents beside the repository, where there are any: test data that is not part of it. */
const samples = (): { name: string; bytes: Buffer }[] => {
  const folder = fileURLToPath(new URL('../../../shared/standards', import.meta.url))
  if (!existsSync(folder)) {
    console.warn('no samples of other agencies at ../shared/standards: the documents of the kit alone')
    return []
  }
  const all = readdirSync(folder, { withFileTypes: true, recursive: true })
  return all
    .filter(
      each =>
        each.isFile() &&
        /(?:examples|writer-samples)$/u.test(each.parentPath) &&
        /\.(?:xml|json|txt|tst)$/u.test(each.name),
    )
    .map(each => ({ name: each.name, bytes: readFileSync(join(each.parentPath, each.name)) }))
}

const kit = Object.entries(documents()).map(([name, text]) => ({ name, bytes: Buffer.from(text) }))
const all = [...kit, ...samples()]

const askAll = async (name: string, list: Iterable<Hostile>): Promise<void> => {
  for (const each of list) await ask({ bytes: each.bytes, name: `${name}, ${each.name}` })
}

for (const { name, bytes } of all) {
  say({ at: name })
  await askAll(name, truncations(bytes))
  await askAll(name, wrongCharsets(bytes.toString()))
  if (bytes.includes('<')) await askAll(name, doctypes(bytes.toString()))
}
for (let round = 0; round < times; round++) {
  const from = seed * 1000 + round
  for (const { name, bytes } of all) {
    say({ at: `${name}, seed ${from}` })
    await askAll(`${name}, seed ${from}`, mutations(bytes, seeded(from), 20))
  }
}
for (const { name, bytes } of kit) {
  for (const each of longRuns(bytes.toString(), 200_000)) {
    say({ at: `${name}, ${each.name}` })
    await askAll(name, [each])
  }
}
// As large as a document may be, and as large as a text in one: the first are mostly refused, the second read.
for (const sizeBytes of [mostDocumentBytes * 0.99, 4_000_000]) {
  for (const { name, make } of floods(sizeBytes)) {
    say({ at: name })
    await ask({ name: `${name}, ${Math.round(sizeBytes / 1e6)} MB`, bytes: make() })
  }
}
say({ outcome: { ...outcome, rssMiB: Math.round(process.resourceUsage().maxRSS / 1024) } })
