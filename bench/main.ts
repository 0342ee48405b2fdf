import { parseArgs } from 'node:util'
import { fanout } from './fanout.ts'
import { type Bench, tableOf } from './figures.ts'
import { formats } from './formats.ts'
import { hasBench } from './has.ts'
import { latency } from './latency.ts'
import { pictures } from './pictures.ts'
import { publishing } from './publish.ts'
import { screens } from './screens.ts'
import { smoke } from './smoke.ts'
import { start } from './start.ts'

const benches: Readonly<Record<string, Bench>> = {
  fanout,
  publish: publishing,
  latency,
  start,
  formats,
  has: hasBench,
  pictures,
  screens,
  smoke,
}

/** `npm run bench -- NAME [--option N …] [--json]`; without a name it lists them. */
const run = async (): Promise<void> => {
  const [name = '', ...rest] = process.argv.slice(2)
  const bench = benches[name]
  if (bench === undefined) {
    console.log(`npm run bench -- NAME [--json] [options]\n\n${list()}`)
    process.exitCode = name === '' ? 0 : 2
    return
  }
  const { json, ...options } = optionsOf(bench, rest)
  const figures = await bench.run(options)
  if (json === 1) for (const figure of figures) console.log(JSON.stringify(figure))
  else console.log(tableOf(figures))
}

const list = (): string =>
  Object.entries(benches)
    .map(([name, { sentence, options }]) => {
      const asked = Object.entries(options).map(([option, value]) => `[--${option} ${value}]`)
      return `  ${name.padEnd(8)}  ${sentence}\n            ${asked.join(' ')}`
    })
    .join('\n')

/** The options given, whole numbers from 1, over the defaults; `json` is 1 where it was asked for. */
const optionsOf = (bench: Bench, args: string[]): Record<string, number> => {
  const known = Object.keys(bench.options).map(name => [name, { type: 'string' }] as const)
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' }, ...Object.fromEntries(known) } })
  const given = Object.entries(values).map(([name, text]) => {
    if (typeof text !== 'string') return [name, text === true ? 1 : 0] as const
    const value = Number(text)
    if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} ${text}: expected a whole number from 1`)
    return [name, value] as const
  })
  return { ...bench.options, ...Object.fromEntries(given) }
}

run().catch(error => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error)
  process.exit(1)
})
