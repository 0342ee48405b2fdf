import { z } from 'zod'

/** What `src/domain/media-topics.json` holds. */
export interface TopicTable {
  /** The day of IPTC's release: `2019-04-06`. */
  readonly release: string
  readonly topics: Readonly<Record<string, TopicRow>>
  /** Old Subject Codes and the topic that stands for each. */
  readonly subjectCodes: Readonly<Record<string, string>>
}

interface TopicRow {
  readonly en: string
  readonly ar?: string | undefined
  readonly tr?: string | undefined
  readonly broader?: string | undefined
  readonly retired?: string | undefined
}

const concept = z.object({
  qcode: z.string().regex(/^medtop:\d{8}$/u),
  prefLabel: z.record(z.string(), z.string()),
  broader: z.array(z.string()).default([]),
  retired: z.string().optional(),
  exactMatch: z.array(z.string()).default([]),
  closeMatch: z.array(z.string()).default([]),
})
const release = z.object({ dateReleased: z.string().regex(/^\d{4}-\d\d-\d\d/u), conceptSet: z.array(concept).min(17) })
type Concept = z.infer<typeof concept>

// The release of 2019 names Danish and Swedish by their countries.
const mistagged: Readonly<Record<string, string>> = { dk: 'da', se: 'sv' }

/** A release of IPTC's Media Topics in the shape of `cptall-x-all.json` (SKOS in JSON) as our table; the Turkish names of the table before stay where the
 *  release brings none. @throws ZodError where it is not of that shape */
export const topicTableOf = (json: unknown, before: TopicTable): TopicTable => {
  const { dateReleased, conceptSet } = release.parse(json)
  const concepts = conceptSet.toSorted((a, b) => a.qcode.localeCompare(b.qcode))
  const topics: Record<string, TopicRow> = {}
  for (const each of concepts) topics[codeOf(each)] = rowOf(each, before)
  return { release: dateReleased.slice(0, 10), topics, subjectCodes: subjectCodesOf(concepts, topics) }
}

const codeOf = ({ qcode }: Concept): string => qcode.slice('medtop:'.length)

const rowOf = (each: Concept, before: TopicTable): TopicRow => {
  const named = Object.entries(each.prefLabel).map(([tag, name]) => [languageOf(tag), name.trim()] as const)
  const names = new Map(named.toReversed())
  const tr = names.get('tr') ?? before.topics[codeOf(each)]?.tr
  const above = each.broader[0]
  return {
    ...(above === undefined ? {} : { broader: lastPart(above) }),
    ...(each.retired === undefined ? {} : { retired: each.retired.slice(0, 10) }),
    en: names.get('en') ?? [...names.values()][0] ?? codeOf(each),
    ...(names.has('ar') ? { ar: names.get('ar')?.replace(/\s+/gu, ' ') } : {}),
    ...(tr === undefined ? {} : { tr }),
  }
}

const languageOf = (tag: string): string => {
  const language = tag.split('-', 1)[0]?.toLowerCase() ?? ''
  return mistagged[language] ?? language
}

/** `http://cv.iptc.org/newscodes/mediatopic/01000000` and `medtop:01000000` end in the code. */
const lastPart = (uri: string): string => uri.replace(/^.*[/:]/u, '')

/** Exact matches beat close ones, topics in use beat retired ones, whose broader topic stands for them. */
const subjectCodesOf = (concepts: readonly Concept[], topics: Readonly<Record<string, TopicRow>>) => {
  const found = new Map<string, string>()
  const take = (list: readonly Concept[], match: 'exactMatch' | 'closeMatch') => {
    for (const each of list) {
      for (const uri of each[match].filter(one => one.includes('/subjectcode/'))) {
        if (!found.has(lastPart(uri))) found.set(lastPart(uri), inUse(codeOf(each), topics))
      }
    }
  }
  const current = concepts.filter(({ retired }) => retired === undefined)
  take(current, 'exactMatch')
  take(current, 'closeMatch')
  take(concepts, 'exactMatch')
  take(concepts, 'closeMatch')
  return Object.fromEntries([...found].toSorted(([a], [b]) => a.localeCompare(b)))
}

const inUse = (code: string, topics: Readonly<Record<string, TopicRow>>): string => {
  let found = code
  for (let level = 0; topics[found]?.retired !== undefined && level < 16; level++) {
    found = topics[found]?.broader ?? found
  }
  return found
}

/** The table as the file holds it: a topic a line, so that a new release is a readable change. */
export const textOfTable = ({ release: day, topics, subjectCodes }: TopicTable): string => {
  const lines = (rows: Readonly<Record<string, unknown>>) =>
    Object.entries(rows)
      .map(([code, row]) => `    "${code}": ${JSON.stringify(row)}`)
      .join(',\n')
  return `{\n  "release": "${day}",\n  "topics": {\n${lines(topics)}\n  },\n  "subjectCodes": {\n${lines(subjectCodes)}\n  }\n}\n`
}

/** What a release changes: codes that came, that went or were retired, and whose names or place changed. */
export const changesBetween = (before: TopicTable, after: TopicTable) => {
  const codes = Object.keys(after.topics)
  const both = codes.filter(code => before.topics[code] !== undefined)
  const retired = both.filter(code => after.topics[code]?.retired && !before.topics[code]?.retired)
  const gone = Object.keys(before.topics).filter(code => after.topics[code] === undefined)
  const changed = both.filter(code => JSON.stringify(before.topics[code]) !== JSON.stringify(after.topics[code]))
  return {
    added: codes.filter(code => before.topics[code] === undefined),
    retired,
    gone,
    changed: changed.filter(code => !retired.includes(code)),
  }
}
