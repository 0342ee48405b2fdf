import fc from 'fast-check'
import { formatItemId, type GroupId, guidOf, type ItemType, itemTypes } from '../../src/domain/ids.ts'
import { killReasons } from '../../src/domain/kill-reason.ts'
import { type MediaFacts, type Member, type Rendition, renditionRoles } from '../../src/domain/media.ts'
import type { Signal, State } from '../../src/domain/signal.ts'
import { categoryCodes, languageCodes, priorities } from '../../src/domain/taxonomy.ts'
import {
  type Content,
  type ItemLink,
  linkRelations,
  type NamedThing,
  type SentVersion,
} from '../../src/domain/version.ts'
import { agency } from './examples.ts'
import { bodies, captions, line, names, unique } from './text-arbitrary.ts'

// Every version is as the domain would let it stand: a kill has no body, a correction has a note, a picture has files and a caption in plain paragraphs.
// All text is as readers fold it (single spaces, nothing at the ends), so that what comes back can be compared with `toEqual`.
// Times are whole minutes. Note, line, deck, dateline and headline are one line each.

/** Versions of every type, signal, language and kind of block, as they stand on the wire. */
export const arbitraryVersion = (): fc.Arbitrary<SentVersion> =>
  fc
    .record({
      type: fc.oneof({ arbitrary: fc.constant<ItemType>('text'), weight: 5 }, fc.constantFrom(...itemTypes)),
      signal: fc.constantFrom<Signal>('new', 'new', 'update', 'correction', 'advisory', 'withhold', 'kill', 'release'),
      n: fc.integer({ min: 1001, max: 99_999 }),
    })
    .chain(({ type, signal, n }) => versionOf(type, signal, n))

const stateOf: Readonly<Partial<Record<Signal, State>>> = { withhold: 'withheld', kill: 'killed' }
const noteNeeded: readonly Signal[] = ['correction', 'advisory', 'withhold', 'kill']

const minute = fc.integer({ min: 0, max: 500_000 }).map(minutes => new Date(Date.UTC(2026, 10, 23) + minutes * 60_000))

const versionOf = (type: ItemType, signal: Signal, n: number): fc.Arbitrary<SentVersion> => {
  const item = formatItemId(agency.code, type, '20261123', n)
  const state = stateOf[signal] ?? 'usable'
  const saysMore = signal === 'correction' || state !== 'usable'
  return fc.record({
    item: fc.constant(item),
    guid: fc.constant(guidOf(agency.domain, item)),
    type: fc.constant(type),
    number: signal === 'new' ? fc.constant(1) : fc.integer({ min: 2, max: 400 }),
    signal: fc.constant(signal),
    state: fc.constant(state),
    group: fc.option(fc.oneof(line(3), fc.constant(item)).map(label => label as GroupId)),
    content: contentOf(type, state),
    note: noteNeeded.includes(signal) ? line(6) : fc.option(line(6)),
    line: saysMore ? fc.option(line(8)) : fc.constant(null),
    reason:
      state === 'usable' ? fc.constant(undefined) : fc.option(fc.constantFrom(...killReasons), { nil: undefined }),
    replacedBy:
      signal === 'kill'
        ? fc.option(fc.constant(formatItemId(agency.code, 'text', '20261124', n + 1)))
        : fc.constant(null),
    embargo: signal === 'release' ? fc.constant(null) : fc.option(fc.record({ until: fc.option(minute) }), { freq: 1 }),
    by: fc.constant('ada'),
    seq: fc.constant(n - 1000),
    sentAt: minute,
    firstSentAt: fc.constant(new Date('2026-11-23T00:00:00Z')),
  })
}

const contentOf = (type: ItemType, state: State): fc.Arbitrary<Content> => {
  const bare = state !== 'usable'
  return fc.record({
    language: fc.constantFrom(...languageCodes),
    headline: line(10),
    deck: bare ? fc.constant(null) : fc.option(line(12)),
    dateline: fc.option(fc.constantFrom('ORSEL', 'İRMAKLI', 'NEW TORVANE', 'قديرة', 'SAINT-ORÉE')),
    bylines: bare ? fc.constant([]) : unique(names, 3),
    body: bare ? fc.constant([]) : type === 'text' ? bodies : captions,
    category: fc.constantFrom(...categoryCodes),
    priority: fc.constantFrom(...priorities),
    subjects: bare ? fc.constant([]) : fc.uniqueArray(subjects, { maxLength: 3, selector: each => each.qcode }),
    keywords: bare ? fc.constant([]) : unique(names, 4),
    summary: fc.constant(null),
    sources: bare ? fc.constant(undefined) : fc.option(fc.uniqueArray(sources, sourcesAtMost), { nil: undefined }),
    rights: bare ? fc.constant(undefined) : fc.option(rights, { nil: undefined }),
    renditions: bare || !hasFiles(type) ? fc.constant(undefined) : filesOf(type),
    media: bare || !hasFiles(type) ? fc.constant(undefined) : fc.option(facts, { nil: undefined }),
    ...(bare ? {} : { people: things, organisations: things, places: things }),
    links: bare ? fc.constant(undefined) : fc.option(fc.uniqueArray(links, linksAtMost), { nil: undefined }),
    expiresAt: bare
      ? fc.constant(undefined)
      : fc.option(
          minute.map(each => each.toISOString()),
          { nil: undefined },
        ),
    members: bare || type !== 'collection' ? fc.constant(undefined) : fc.array(members, { minLength: 1, maxLength: 4 }),
  })
}

const hasFiles = (type: ItemType): boolean => type !== 'text' && type !== 'collection'

const subjects = fc.constantFrom(
  { qcode: 'medtop:20000151', name: 'flood' },
  { qcode: 'medtop:04000000', name: 'economy, business and finance' },
  { qcode: 'medtop:15000000', name: 'sport' },
)

const sourcesAtMost = { minLength: 1, maxLength: 2, selector: (each: { name: string }) => each.name }
const addresses = fc.constantFrom('https://office.example/news?a=1&b=%C4%B1', 'https://orsel.example/')
const sources = fc.record({ name: names, uri: fc.option(addresses) })
const registers = fc.constantFrom('http://www.wikidata.org/entity/Q42', 'https://register.example/names?id=7&b=%C4%B1')
const thing: fc.Arbitrary<NamedThing> = fc.record({ name: names, uri: fc.option(registers) })
const things = fc.option(fc.uniqueArray(thing, { minLength: 1, maxLength: 3, selector: each => each.name }), {
  nil: undefined,
})
const linksAtMost = { minLength: 1, maxLength: 3, selector: (each: ItemLink) => `${each.rel} ${each.item}` }
const links: fc.Arbitrary<ItemLink> = fc
  .record({
    n: fc.integer({ min: 1, max: 9 }),
    rel: fc.constantFrom(...linkRelations),
    version: fc.option(fc.integer({ min: 1, max: 9 })),
    headline: fc.option(line(6)),
  })
  .map(({ n, ...rest }) => {
    const item = formatItemId(agency.code, 'text', '20261120', n)
    return { ...rest, item, guid: guidOf(agency.domain, item) }
  })
const rights = fc
  .record({ holder: fc.option(names), notice: fc.option(line(4)), terms: fc.option(line(8)) })
  .filter(({ holder, notice, terms }) => holder !== null || notice !== null || terms !== null)

const mediaTypes: Readonly<Record<ItemType, string>> = {
  ...{ text: 'text/plain', picture: 'image/jpeg', video: 'video/mp4' },
  ...{ graphic: 'image/svg+xml', file: 'application/pdf', collection: 'text/plain' },
}

const filesOf = (type: ItemType): fc.Arbitrary<Rendition[]> =>
  fc.uniqueArray(
    fc.record({
      role: fc.constantFrom(...renditionRoles),
      href: fc.integer({ min: 1, max: 9999 }).map(n => `https://media.meridian.example/${n}?a=1&b=2`),
      contentType: fc.option(fc.constant(mediaTypes[type])),
      sizeBytes: fc.option(fc.integer({ min: 1, max: 2 ** 31 })),
      widthPixels: fc.option(fc.integer({ min: 1, max: 9000 })),
      heightPixels: fc.option(fc.integer({ min: 1, max: 9000 })),
      durationSeconds: type === 'video' ? fc.option(fc.integer({ min: 1, max: 9000 })) : fc.constant(null),
    }),
    { minLength: 1, maxLength: 3, selector: each => each.role },
  )

const places = fc
  .record({
    city: fc.option(names),
    region: fc.option(names),
    country: fc.option(fc.constantFrom('Türkiye', 'مصر', 'Trinidad & Tobago')),
    countryCode: fc.option(fc.constantFrom('TR', 'EG', 'TT')),
  })
  .filter(place => Object.values(place).some(each => each !== null))

const facts: fc.Arbitrary<MediaFacts> = fc
  .record({
    assets: fc.constant([]),
    altText: fc.option(line(10)),
    takenAt: fc.option(
      fc.constantFrom(
        '2026',
        '2026-11',
        '2026-11-23',
        '2026-11-22T09:10:00',
        '2026-11-22T09:10:00.25+03:00',
        '2026-11-22T06:10:00Z',
      ),
    ),
    place: fc.option(places),
    persons: unique(names, 3),
    credit: fc.option(line(4)),
    focus: fc.constant(null),
  })
  .filter(
    each => each.persons.length > 0 || [each.altText, each.takenAt, each.place, each.credit].some(one => one !== null),
  )

const members: fc.Arbitrary<Member> = fc.record({
  guid: fc.integer({ min: 1, max: 9999 }).map(n => `tag:meridian.example,2026-11-23:text:${n}`),
  type: fc.constantFrom(...itemTypes),
  headline: fc.option(line(8)),
  version: fc.option(fc.integer({ min: 1, max: 99 })),
})
