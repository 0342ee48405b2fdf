import { XMLParser } from 'fast-xml-parser'
import { create } from 'xmlbuilder2'
import { type Block, paragraph, textOfBody } from '../src/domain/body.ts'
import type { SentVersion } from '../src/domain/version.ts'
import { readDocument } from '../src/formats/read.ts'
import { noDefaults, type ReadableFormat } from '../src/formats/reading.ts'
import { formatNames, render } from '../src/formats/render.ts'
import type { Rendering } from '../src/formats/rendering.ts'
import { agency, version } from '../test/kit/examples.ts'
import { documents } from '../test/kit/foreign.ts'
import { type Bench, type Figure, figuresOf } from './figures.ts'
import { median } from './statistics.ts'
import { story as storyAbout } from './stories.ts'

const rendering: Rendering = { face: 'full', notice: null, agency }

export const formats: Bench = {
  sentence: 'Microseconds to write and to read one story of about 5 kB in every format, beside bare XML libraries.',
  options: { documents: 400, rounds: 5 },
  async run({ documents: count = 0, rounds = 0 }) {
    const { own, peer } = figuresOf('formats')
    const inTurn = (works: readonly [Work, Work]) => microseconds(works, count, rounds)
    const measure = async (work: Work) => (await microseconds([work], count, rounds))[0]
    const figures: Figure[] = []
    const story = storyOf(5_000)
    const written = new Map<string, Buffer>()
    for (const format of formatNames) {
      const bytes = render(format, story, rendering).bytes
      written.set(format, bytes)
      figures.push(
        own(`write ${format}, ${bytes.length} bytes`, await measure(() => render(format, story, rendering)), 'µs'),
      )
    }
    const g2 = written.get('newsml-g2')?.toString() ?? ''
    const object = create(g2).toObject() as Record<string, unknown>
    const [ours, built] = await inTurn([() => render('newsml-g2', story, rendering), () => create(object).end()])
    figures.push(peer('xmlbuilder2', 'build the same NewsML-G2 from its parsed object', built, 'µs', built / ours))

    for (const [format, bytes] of [...written, ...foreign(story)]) {
      figures.push(own(`read ${format}, ${bytes.length} bytes`, await measure(() => readOf(bytes)), 'µs'))
    }
    const parser = new XMLParser({ ignoreAttributes: false, preserveOrder: true })
    const [read, parsed] = await inTurn([() => readOf(Buffer.from(g2)), () => parser.parse(g2)])
    figures.push(
      peer('fast-xml-parser', 'parse the same NewsML-G2 to a tree, nothing more', parsed, 'µs', parsed / read),
    )
    return figures
  },
}

/** A story with text of about so many bytes, with what most stories have. */
const storyOf = (sizeBytes: number): SentVersion => {
  const body: Block[] = []
  for (let n = 0; Buffer.byteLength(textOfBody(body)) < sizeBytes; n++)
    body.push(...(storyAbout(n).content?.body ?? []))
  return version({
    content: {
      headline: 'Ferries cross Lake Orsel again after a week of storms',
      deck: 'Eleven of fourteen boats sail',
      bylines: ['Ines Tallow'],
      body: [
        ...body,
        { kind: 'h2', spans: [{ text: 'What comes next' }] },
        paragraph('The council meets on Wednesday.'),
      ],
      category: 'economy',
      subjects: [{ qcode: 'medtop:04000000', name: 'economy, business and finance' }],
      keywords: ['ferries', 'storms'],
    },
  })
}

const readOf = async (bytes: Uint8Array): Promise<void> => {
  const reading = await readDocument(bytes, noDefaults)
  if ('failure' in reading || reading.items.length !== 1)
    throw new Error(`not read: ${JSON.stringify(reading).slice(0, 200)}`)
}

/** The documents of formats that are read and not written, their few words drawn out to as many as the story has. */
const foreign = (story: SentVersion): [ReadableFormat, Buffer][] => {
  const words = story.content.body.flatMap(block => ('spans' in block ? block.spans.map(({ text }) => text) : []))
  const names: readonly string[] = formatNames
  return Object.entries(documents()).flatMap(([format, document]) => {
    const isWritten = names.includes(format) || format === 'newsml-1' || format === 'dateline'
    const long = document.replace('Ferries crossed', () => `${words.join(' ')} Ferries crossed`)
    return isWritten ? [] : [[format as ReadableFormat, Buffer.from(long)]]
  })
}

type Work = () => unknown

/** The mean time of one, the median over the rounds; rounds of several works alternate, so that all have the same weather. */
const microseconds = async <const T extends readonly Work[]>(works: T, count: number, rounds: number) => {
  const means = works.map((): number[] => [])
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const [which, work] of works.entries()) {
      const began = performance.now()
      for (let n = 0; n < count; n++) await work()
      if (round > 0) means[which]?.push(((performance.now() - began) * 1000) / count)
    }
  }
  return means.map(median) as { [K in keyof T]: number }
}
