import type { InfoSource, ItemLink, NamedThing } from '../domain/version.ts'
import type { ReadItem } from '../formats/reading.ts'
import type { DraftContent } from '../store/draft-fields.ts'
import type { IntakeSource } from '../store/intake-source.ts'

/** Of a source, whom its items go back to where they do not say. */
export type Credited = Pick<IntakeSource, 'name' | 'defaults'>

/** What an item of a source says, as content of ours: its provider is credited, subjects that are no Media Topics are left out, lists are bounded.
 *  @param links its links, as far as they lead to items of ours */
export const contentOf = (item: ReadItem, source: Credited, links: readonly ItemLink[] = []): DraftContent => {
  const provider = providerOf(item, source)
  const { holder, notice, terms } = item.rights ?? { holder: provider, notice: null, terms: null }
  return {
    language: item.language?.split('-', 1)[0] ?? '',
    headline: item.headline,
    deck: item.deck,
    dateline: item.dateline !== null && item.dateline.length <= 100 ? item.dateline : null,
    bylines: item.bylines.slice(0, 20).map(each => each.slice(0, 200)),
    // A figure names an item of ours; what came in can know none.
    body: item.body.filter(block => block.kind !== 'figure'),
    category: item.category,
    priority: item.priority ?? 4,
    subjects: item.subjects
      .filter(({ qcode }) => /^medtop:\d{8}$/u.test(qcode))
      .slice(0, 100)
      .map(({ qcode, name }) => ({ qcode, name: name.slice(0, 200) })),
    keywords: item.keywords.filter(word => word.length <= 100).slice(0, 100),
    // Too long for the public: a summary of ours will stand there.
    summary: item.summary !== null && item.summary.length <= 1_200 ? item.summary : null,
    ...namesIn(item),
    ...(links.length === 0 ? {} : { links: links.slice(0, 100) }),
    ...(item.expires === null ? {} : { expiresAt: item.expires.toISOString() }),
    sources: creditsOf(item, provider),
    rights: {
      holder: holder?.slice(0, 200) ?? null,
      notice: notice?.slice(0, 1_000) ?? null,
      terms: terms?.slice(0, 4_000) ?? null,
    },
    ...(item.renditions.length === 0 ? {} : { renditions: item.renditions.slice(0, 50) }),
    ...(item.media === null ? {} : { media: { assets: [], focus: null, ...item.media } }),
    ...(item.members.length === 0 ? {} : { members: item.members.slice(0, 1_000) }),
  }
}

const namesIn = (item: ReadItem): Pick<DraftContent, 'people' | 'organisations' | 'places'> => ({
  ...(item.people.length === 0 ? {} : { people: item.people.map(named) }),
  ...(item.organisations.length === 0 ? {} : { organisations: item.organisations.map(named) }),
  ...(item.places.length === 0 ? {} : { places: item.places.map(named) }),
})

/** A code of somebody else's vocabulary is none that can be looked up. */
const named = ({ name, uri }: NamedThing): NamedThing => ({ name, uri: webAddress(uri) })

const webAddress = (uri: string | null): string | null =>
  uri !== null && uri.length <= 2_000 && /^https?:\/\//iu.test(uri) ? uri : null

/** Whose item it is: as it says, else as its source is set, else the source itself. */
export const providerOf = (item: ReadItem, source: Credited): string =>
  item.provider ?? source.defaults.provider ?? source.name

const creditsOf = ({ url, sources }: ReadItem, provider: string): InfoSource[] => {
  const all = [{ name: provider, uri: url }, ...sources].map(({ name, uri }) => ({
    name: name.slice(0, 200),
    uri: webAddress(uri),
  }))
  const byName = new Map<string, InfoSource>()
  for (const each of all) {
    const key = each.name.toLowerCase()
    const before = byName.get(key)
    if (before === undefined || before.uri === null) byName.set(key, each)
  }
  return [...byName.values()].slice(0, 50)
}
