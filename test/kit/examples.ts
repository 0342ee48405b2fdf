import { paragraph } from '../../src/domain/body.ts'
import { formatItemId, type GroupId, guidOf, type ItemType } from '../../src/domain/ids.ts'
import type { Content, SentVersion } from '../../src/domain/version.ts'
import * as media from './media-stories.ts'
import * as stories from './stories.ts'

/** The agency of every example; none like it exists. */
export const agency = {
  code: 'dl',
  name: 'Meridian News Agency',
  domain: 'meridian.example',
  contact: 'subscriptions@meridian.example',
}

/** What a builder may be told; everything else is a quiet routine text in English. `n` is the number in the item's id. */
export interface VersionParts extends Partial<Omit<SentVersion, 'content' | 'item' | 'guid'>> {
  readonly n?: number
  readonly content?: Partial<Content>
}

/** What an editor wrote, with anything replaced. */
export const content = (parts: Partial<Content> = {}): Content => ({
  language: 'en',
  headline: 'Ferry service on Lake Orsel starts again',
  deck: null,
  dateline: 'ORSEL',
  bylines: [],
  body: [paragraph('Ferries crossed Lake Orsel again on Monday after a week of storms, the harbour office said.')],
  category: 'general',
  priority: 4,
  subjects: [],
  keywords: [],
  summary: null,
  ...parts,
})

/** A version as it stands on the wire, with anything replaced. */
export const version = ({ n = 1001, content: parts, ...rest }: VersionParts = {}): SentVersion => {
  const type: ItemType = rest.type ?? 'text'
  const item = formatItemId(agency.code, type, '20261123', n)
  return {
    item,
    guid: guidOf(agency.domain, item),
    type,
    number: 1,
    signal: 'new',
    state: 'usable',
    group: null,
    content: content(parts),
    note: null,
    line: null,
    replacedBy: null,
    embargo: null,
    by: 'ada',
    seq: n - 1000,
    sentAt: new Date('2026-11-23T09:00:00Z'),
    firstSentAt: new Date('2026-11-23T09:00:00Z'),
    ...rest,
  }
}

/** English, with a deck, a byline, subjects, keywords and a summary by the editor. */
export const floodInVeyra = version({ content: stories.flood })

/** Turkish; its dateline begins with a dotted capital I. */
export const tramInIrmakli = version({ n: 1002, content: stories.tram })

/** Arabic, right to left. */
export const harbourInQadira = version({ n: 1003, content: stories.harbour })

/** English, with every kind of block and mark that a body may have. */
export const cropReport = version({ n: 1004, content: stories.crops })

/** `floodInVeyra` with more in it. */
export const floodUpdated = version({
  number: 2,
  signal: 'update',
  note: 'Adds the number of houses',
  seq: 5,
  sentAt: new Date('2026-11-23T09:40:00Z'),
  content: { ...stories.flood, body: [...stories.flood.body, paragraph('About 140 houses were emptied overnight.')] },
})

/** `floodInVeyra` put right, with a line for readers. */
export const floodCorrected = version({
  number: 3,
  signal: 'correction',
  note: 'Height of the river in the second paragraph was wrong',
  line: 'An earlier version of this story gave a wrong height of the river.',
  seq: 6,
  sentAt: new Date('2026-11-23T10:05:00Z'),
  content: stories.flood,
})

const emptied = { ...stories.flood, deck: null, bylines: [], body: [], summary: null }

/** `floodInVeyra` held back until it has been checked. */
export const floodWithheld = version({
  number: 4,
  signal: 'withhold',
  state: 'withheld',
  note: 'The gauge office disputes its own figure',
  seq: 7,
  sentAt: new Date('2026-11-23T10:30:00Z'),
  content: emptied,
})

/** `floodInVeyra` taken back for good, with another item in its place. */
export const floodKilled = version({
  number: 5,
  signal: 'kill',
  state: 'killed',
  note: 'The report came from a drill',
  line: 'This story described a drill and has been withdrawn.',
  replacedBy: formatItemId(agency.code, 'text', '20261123', 1009),
  seq: 8,
  sentAt: new Date('2026-11-23T11:00:00Z'),
  content: emptied,
})

/** A note to desks that changes nothing in `floodInVeyra`. */
export const floodAdvised = version({
  number: 2,
  signal: 'advisory',
  note: 'Pictures follow at 11:00 UTC',
  seq: 9,
  sentAt: new Date('2026-11-23T09:20:00Z'),
  content: stories.flood,
})

/** Turkish, a translation, with whom and where it is about, what it points to, and an end of its use. */
export const tramNamed = version({ n: 1040, content: stories.tramNamed })

/** `tramNamed` taken back, under a class of reasons. */
export const tramNamedKilled = version({
  ...{ n: 1040, number: 2, signal: 'kill', state: 'killed', reason: 'legal', seq: 41 },
  ...{ note: 'Belediye fotoğrafların kaldırılmasını istedi', sentAt: new Date('2026-11-23T11:30:00Z') },
  content: { ...stories.tram, deck: null, bylines: [], body: [], summary: null },
})

/** Sent ahead of time; nobody may publish it before 18:00 UTC. */
export const embargoed = version({
  n: 1005,
  embargo: { until: new Date('2026-11-23T18:00:00Z') },
  note: 'Embargoed until the session ends',
})

/** Under an embargo whose end is not known yet. */
export const embargoedWithoutEnd = version({ n: 1006, embargo: { until: null } })

/** `embargoed` once its embargo has ended. */
export const released = version({ n: 1005, signal: 'release', seq: 10, sentAt: new Date('2026-11-23T18:00:00Z') })

/** A picture with four files, of a photographer of its own. */
export const lakePicture = version({
  n: 1020,
  type: 'picture',
  group: 'dl:picture:20261123:1020' as GroupId,
  content: media.lake,
})

/** A video in two sizes, Turkish. */
export const lakeVideo = version({ n: 1021, type: 'video', content: media.crossing })

/** A graphic. */
export const floodMap = version({ n: 1022, type: 'graphic', content: media.waterMap })

/** A file that is neither. */
export const budgetFile = version({ n: 1023, type: 'file', content: media.budget })

/** A collection of three items. */
export const lakeDossier = version({ n: 1024, type: 'collection', content: media.dossier })

/** Every example with its name, for tests that go through all of them. */
export const examples: Readonly<Record<string, SentVersion>> = {
  floodInVeyra,
  tramInIrmakli,
  tramNamed,
  tramNamedKilled,
  harbourInQadira,
  cropReport,
  floodUpdated,
  floodCorrected,
  floodWithheld,
  floodKilled,
  floodAdvised,
  embargoed,
  embargoedWithoutEnd,
  released,
  lakePicture,
  lakeVideo,
  floodMap,
  budgetFile,
  lakeDossier,
}
