import { parseArgs } from 'node:util'
import { crash } from './crash.ts'
import { downloads } from './downloads.ts'
import { fuzz } from './fuzz.ts'
import { intake } from './intake.ts'
import { noLoss } from './no-loss.ts'
import { typing } from './typing.ts'
import { uploads } from './uploads.ts'

/** A long trial: it returns the lines of its outcome, or throws with what was wrong. */
type Proof = (options: { times: number; seed: number }) => Promise<string[]>

const proofs: Record<string, { proof: Proof; says: string }> = {
  crash: { proof: crash, says: 'kill -9 of the whole process tree while publishing and streaming, --times N' },
  downloads: {
    proof: downloads,
    says: '--times N x 100 downloads of a video open at once, with ranges and aborts: memory, descriptors, quota',
  },
  fuzz: { proof: fuzz, says: 'hostile documents for every reader: --times N rounds of mutations, then 16 MiB each' },
  intake: { proof: intake, says: 'kill -9 of the whole process tree while 1,000 files are taken in, --times N' },
  typing: {
    proof: typing,
    says: 'kill -9 of server, browser or both while a story is typed in Chromium, --times N',
  },
  uploads: {
    proof: uploads,
    says: 'kill -9 of the whole process tree while pictures are uploaded and made, --times N',
  },
  'no-loss': { proof: noLoss, says: '16 publishers, --times N x 1,000 entries, three tails in processes of their own' },
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { times: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' } },
})
const wanted = proofs[positionals[0] ?? '']
if (wanted === undefined) {
  console.log('npm run proof -- NAME [--times N] [--seed S]')
  for (const [name, { says }] of Object.entries(proofs)) console.log(`  ${name.padEnd(10)} ${says}`)
  process.exit(positionals.length === 0 ? 0 : 2)
}
const options = { times: Number(values.times), seed: Number(values.seed) }
const lines = await wanted.proof(options)
console.log([`${positionals[0]} held: --times ${options.times} --seed ${options.seed}`, ...lines].join('\n  '))
process.exit(0)
