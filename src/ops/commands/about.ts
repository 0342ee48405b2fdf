import { type Command, InvalidArgumentError } from 'commander'
import { type ItemId, isItemId } from '../../domain/ids.ts'
import { readSources } from '../../domain/source-lines.ts'
import type { Content, ItemLink, NamedThing } from '../../domain/version.ts'
import type { FilingInput } from '../../wire/filing.ts'
import { momentOrNone } from './values.ts'

/** What the command line says of whom a story is about, what it points to and how long it may be used. */
export interface AboutOptions {
  readonly person?: readonly NamedThing[]
  readonly organisation?: readonly NamedThing[]
  readonly place?: readonly NamedThing[]
  readonly seeAlso?: readonly ItemId[]
  readonly background?: readonly ItemId[]
  readonly translationOf?: ItemId
  readonly expires?: Date | 'none'
}

/** Its options; those for names and items may be given several times. */
export const addAboutOptions = (command: Command): Command =>
  command
    .option('--person <name>', 'whom it is about, perhaps with an address behind; several times for several', named)
    .option('--organisation <name>', 'the same of an organisation', named)
    .option('--place <name>', 'where it plays', named)
    .option('--see-also <item>', 'an item to read with it', items)
    .option('--background <item>', 'an item of standing background', items)
    .option('--translation-of <item>', 'the item of which it is a translation', itemId)
    .option('--expires <moment|none>', 'when it is not to be used any more', momentOrNone)

type About = Pick<NonNullable<FilingInput['content']>, 'people' | 'organisations' | 'places' | 'links' | 'expiresAt'>

/** What of it goes into the content: each as it is said here, else as in the version before. */
export const aboutOf = (said: AboutOptions, before: Content | null): About => {
  const { person, organisation, place, seeAlso, background, translationOf, expires } = said
  const kept = (rel: ItemLink['rel']) => (before?.links ?? []).filter(each => each.rel === rel)
  const links = [
    ...(seeAlso?.map(item => ({ rel: 'see-also' as const, item })) ?? kept('see-also')),
    ...(background?.map(item => ({ rel: 'background' as const, item })) ?? kept('background')),
    ...(translationOf === undefined
      ? kept('translation-of')
      : [{ rel: 'translation-of' as const, item: translationOf }]),
  ]
  return {
    people: person ?? before?.people,
    organisations: organisation ?? before?.organisations,
    places: place ?? before?.places,
    links,
    expiresAt: expires === undefined ? before?.expiresAt : expires === 'none' ? undefined : expires.toISOString(),
  }
}

const named = (text: string, before: readonly NamedThing[] = []): NamedThing[] => {
  const [thing, ...others] = readSources(text)
  if (thing === undefined || others.length > 0) throw new InvalidArgumentError('Expected a name.')
  return [...before, thing]
}

const itemId = (text: string): ItemId => {
  if (!isItemId(text)) throw new InvalidArgumentError('Expected an item id, dl:text:20261123:1001.')
  return text
}

const items = (text: string, before: readonly ItemId[] = []): ItemId[] => [...before, itemId(text)]
