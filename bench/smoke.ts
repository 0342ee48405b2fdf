import { fanout } from './fanout.ts'
import type { Bench, Figure } from './figures.ts'
import { formats } from './formats.ts'
import { hasBench } from './has.ts'
import { latency } from './latency.ts'
import { pictures } from './pictures.ts'
import { publishing } from './publish.ts'
import { start } from './start.ts'

/** Proves that the benches run and that what they check holds; the numbers of so small a run say nothing. */
export const smoke: Bench = {
  sentence: 'Every bench in small, for CI: fails where a check fails, never for being slow.',
  options: {},
  async run() {
    const figures: Figure[] = []
    figures.push(...(await fanout.run({ readers: 200, entries: 5, rounds: 2 })))
    figures.push(...(await latency.run({ readers: 50, entries: 10 })))
    figures.push(...(await publishing.run({ writers: 16, count: 200 })))
    figures.push(...(await start.run({ rounds: 1 })))
    figures.push(...(await formats.run({ documents: 5, rounds: 1 })))
    figures.push(...(await hasBench.run({ items: 200, rounds: 1 })))
    figures.push(...(await pictures.run({ pictures: 1, rounds: 1 })))
    return figures
  },
}
