import table from './media-topics.json' with { type: 'json' }
import type { Category } from './taxonomy.ts'
import type { Subject } from './version.ts'

/** A concept of IPTC's Media Topics (NewsCodes, CC BY 4.0): what a story is about. */
export interface MediaTopic {
  /** Eight digits: `20000002`. */
  readonly code: string
  /** `medtop:20000002` */
  readonly qcode: string
  /** By BCP 47 tag; English always, others where IPTC has them, Turkish for the tops. */
  readonly names: { readonly en: string; readonly ar?: string; readonly tr?: string }
  /** The code of the topic above; null: it is one of the seventeen tops. */
  readonly broader: string | null
  /** The day on which IPTC gave it up, `2016-04-05`; null: it is in use. */
  readonly retired: string | null
}

interface Row {
  readonly en: string
  readonly ar?: string
  readonly tr?: string
  readonly broader?: string
  readonly retired?: string
}

const rows: Readonly<Record<string, Row>> = table.topics
const bySubjectCode: Readonly<Record<string, string>> = table.subjectCodes

/** A topic by its code, its QCode or its URI at cv.iptc.org; null where the release that we have does not know it. */
export const mediaTopic = (code: string): MediaTopic | null => {
  const digits = digitsOf(code, /^(?:medtop:|https?:\/\/cv\.iptc\.org\/newscodes\/mediatopic\/)?(\d{8})$/u)
  const row = digits === null || !Object.hasOwn(rows, digits) ? undefined : rows[digits]
  if (digits === null || row === undefined) return null
  const { broader = null, retired = null, ...names } = row
  return { code: digits, qcode: `medtop:${digits}`, names, broader, retired }
}

/** The Media Topic that an old IPTC Subject Code (`01011002`, `subj:01011002`, its URI) stands for: the one that IPTC matches with it, or with the subject
 *  matter and subject above it (IPTC Subject Codes: two digits, three, three); null for a code of none of the seventeen subjects. */
export const topicOfSubjectCode = (code: string): Subject | null => {
  const digits = digitsOf(code, /^(?:subj:|https?:\/\/cv\.iptc\.org\/newscodes\/subjectcode\/)?(\d{8})$/u)
  if (digits === null) return null
  const levels = [digits, `${digits.slice(0, 5)}000`, `${digits.slice(0, 2)}000000`]
  const match = levels.find(level => Object.hasOwn(bySubjectCode, level))
  const topic = match === undefined ? null : mediaTopic(bySubjectCode[match] ?? '')
  return topic === null ? null : { qcode: topic.qcode, name: topic.names.en }
}

/** The name of a topic in a language (BCP 47), in English where there is none in it. */
export const topicName = ({ names }: MediaTopic, language: string): string =>
  new Map(Object.entries(names)).get(language.split('-', 1)[0] ?? '') ?? names.en

// IPTC's tree has five levels and one topic above each (release 2019); the bound is for a file with a ring in it.
const deepest = 16

// The agency's seven categories in the order of taxonomy.json, each with the tops that it takes in, the one that says it best first.
const tops: Readonly<Record<Category, readonly string[]>> = {
  general: ['14000000', '03000000', '02000000', '16000000', '17000000', '05000000'],
  sports: ['15000000'],
  economy: ['04000000', '09000000'],
  health: ['07000000'],
  'science-technology': ['13000000', '06000000'],
  politics: ['11000000'],
  'culture-arts-life': ['01000000', '10000000', '08000000', '12000000'],
}

/** The agency's category of a topic, by the top above it; null for a code that is not known. */
export const categoryOfTopic = (code: string): Category | null => {
  const topic = mediaTopic(code)
  const top = topic === null ? undefined : (topicsAbove(topic)[0] ?? topic).code
  const found = Object.entries(tops).find(([, codes]) => top !== undefined && codes.includes(top))
  return found === undefined ? null : (found[0] as Category)
}

/** The tops that a category takes in, the one that says it best first. */
export const topicsOfCategory = (category: Category): MediaTopic[] =>
  tops[category].flatMap(code => mediaTopic(code) ?? [])

/** All topics that are in use. */
export const topicsInUse = (): MediaTopic[] =>
  Object.keys(rows).flatMap(code => {
    const topic = mediaTopic(code)
    return topic === null || topic.retired !== null ? [] : [topic]
  })

/** The topics above one, from its top down. */
export const topicsAbove = (topic: MediaTopic): MediaTopic[] => {
  const above: MediaTopic[] = []
  for (let next = broaderOf(topic); next !== null && above.length < deepest; next = broaderOf(next)) above.unshift(next)
  return above
}

const broaderOf = ({ broader }: MediaTopic): MediaTopic | null => (broader === null ? null : mediaTopic(broader))

const digitsOf = (text: string, pattern: RegExp): string | null => pattern.exec(text.trim())?.[1] ?? null
