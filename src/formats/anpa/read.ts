import { countWords } from '../../domain/body.ts'
import type { Priority } from '../../domain/taxonomy.ts'
import { complete } from '../read/complete.ts'
import { readMoment } from '../read/moments.ts'
import { readNotes, speaksOfEmbargo } from '../read/notes.ts'
import { takeDateline, wireBlocks } from '../read/wire-text.ts'
import {
  type Hold,
  type ReadDefaults,
  type ReadItem,
  type Reading,
  type Remark,
  type Source,
  Unreadable,
} from '../reading.ts'
import { type Story, storyOf } from './story.ts'
import { type Transmission, transmissionsIn } from './transmission.ts'

/** Reads ANPA 1312 as AP sends it. Continuations (`1st Add`) join the story that they belong to where it stands before them in the file, and are held where it
 *  does not; so is what was cut off. @throws Unreadable where there is no text in it */
export const readAnpa = ({ text, defaults }: Source): Reading => {
  const found = transmissionsIn(text).map(each => ({ sent: each, story: storyOf(each.lines) }))
  const items = joined(found).map(({ sent, story }) => itemOf(sent, story, defaults))
  if (items.length === 0) throw new Unreadable('no ANPA 1312 message in it')
  return { format: 'anpa', formatVersion: null, items, refused: [] }
}

interface Sent {
  readonly sent: Transmission
  readonly story: Story
}

/** Stories with their takes behind them. */
const joined = (all: readonly Sent[]): Sent[] => {
  const kept: Sent[] = []
  const bySlug = new Map<string, string[]>()
  for (const each of all) {
    const { slug, take } = each.story
    const text = slug === null || take === null ? undefined : bySlug.get(slug)
    if (text !== undefined) {
      text.push('')
      for (const line of each.story.text) text.push(line)
      continue
    }
    const own = [...each.story.text]
    if (slug !== null) bySlug.set(slug, own)
    kept.push({ ...each, story: { ...each.story, text: own } })
  }
  return kept
}

const itemOf = (sent: Transmission, story: Story, defaults: ReadDefaults): ReadItem => {
  const { dateline, around, body } = takeDateline(wireBlocks(story.text.map(quoted).filter(isText)))
  const agency = /^\(([^)]+)\)/u.exec(around ?? '')?.[1] ?? null
  const moment = momentOf(sent)
  const notes = readNotes(story.notes)
  const counted = countWords(story.text.join('\n'))
  const priority = priorityOf(sent.priority, Math.max(counted, story.words ?? 0))
  const guessed = (field: string, detail: string): Remark => ({ kind: 'guessed', field, detail })
  return complete(
    {
      id: sent.number === null ? null : `${sent.number}${moment === null ? '' : `:${dayOf(moment)}`}`,
      signal: notes.signal ?? story.signal ?? 'new',
      provider: defaults.provider ?? agency,
      headline: story.headline === null ? null : quoted(story.headline),
      deck: story.deck === null ? null : quoted(story.deck),
      dateline,
      bylines: story.bylines,
      body,
      categoryWords: sent.category === null ? [] : [sent.category],
      priority: priority.priority,
      keywords: [story.slug ?? sent.slug ?? ''],
      note: [...story.versions, ...(notes.note === null ? [] : [notes.note])].join('\n'),
      embargo: notes.embargoUntil === null ? embargoIn(sent, story) : { until: notes.embargoUntil },
      versionCreated: moment,
      holds: holdsOf(sent, story, counted),
      remarks: [
        ...(priority.detail === null ? [] : [guessed('priority', priority.detail)]),
        ...(defaults.provider === null && agency !== null ? [guessed('provider', 'taken from the place line')] : []),
        ...(story.words !== null && Math.abs(story.words - counted) > story.words * 0.1 + 5
          ? [guessed('body', `${counted} words, and the keyword line says ${story.words}`)]
          : []),
        ...(sent.selector === null
          ? []
          : [{ kind: 'kept', field: 'header', detail: `selector "${sent.selector}"` } as const]),
      ],
    },
    defaults,
  )
}

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10).replaceAll('-', '')

/** Quotation marks, dashes and halves (`16{`) as the six-bit wires wrote them. */
const quoted = (line: string): string =>
  line
    .replaceAll('``', '“')
    .replaceAll("''", '”')
    .replace(/ _ /gu, ' – ')
    .replace(/(?<=[\d;])\{(?=[;\s]|$)/gu, '½')

/** What only parts the text: `___`, form feeds, `(MORE)`. */
const isText = (line: string): boolean => !/^\s*(?:_{2,}|-{2,}|\(?more\)?)\s*=?\s*$/iu.test(line)

const priorities: Readonly<Record<string, Priority>> = { f: 1, b: 1, u: 2, r: 4, d: 4, a: 4, s: 5 }
/** A flash or bulletin of more words is none, whatever its letter. */
const longestFlash = 100

const priorityOf = (letter: string | null, words: number): { priority: Priority | null; detail: string | null } => {
  const priority = letter === null ? null : (priorities[letter] ?? null)
  if (priority !== 1 || words <= longestFlash) return { priority, detail: null }
  return { priority: 4, detail: `"${letter}" is for flashes, and it has ${words} words; taken as routine` }
}

/** `AP-WF-11-13-13 1509GMT` */
const momentOf = ({ trailer }: Transmission): Date | null => {
  const found = /(\d{1,2})-(\d{1,2})-(\d{2,4}) (\d{2})(\d{2}) ?([A-Z]{3,4})?/u.exec(trailer ?? '')
  if (found === null) return null
  const [, month, day, year = '', hour, minute, zone = 'GMT'] = found
  const name = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][Number(month) - 1]
  return readMoment(`${day} ${name} ${year.padStart(2, '0')} ${hour}:${minute} ${zone}`, null)
}

const embargoWords = (sent: Transmission, story: Story): string | null =>
  [...story.notes, story.headline ?? '', ...sent.lines.slice(0, 12).map(line => line.replace(/^\^/u, ''))].find(
    speaksOfEmbargo,
  ) ?? null

const embargoIn = (sent: Transmission, story: Story) => (embargoWords(sent, story) === null ? null : { until: null })

const holdsOf = (sent: Transmission, story: Story, counted: number): Hold[] => {
  const holds: Hold[] = []
  const words = embargoWords(sent, story)
  if (words !== null)
    holds.push({ code: 'unreadable-embargo', detail: `"${words.slice(0, 80)}" says that it may not be published yet` })
  if (sent.isCutOff) holds.push({ code: 'incomplete', detail: 'the end of the message is missing' })
  else if (story.words !== null && counted < story.words * 0.8)
    holds.push({ code: 'incomplete', detail: `${counted} words, and the keyword line says ${story.words}` })
  if (story.take !== null)
    holds.push({ code: 'incomplete', detail: `take ${story.take} of a story that is not in the file: ${story.slug}` })
  return holds
}
