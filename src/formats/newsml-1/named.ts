import type { ItemLink, NamedThing } from '../../domain/version.ts'
import type { Found } from '../read/complete.ts'
import { attributeOf, descendantsOf, type Element, textOf } from '../read/xml-tree.ts'
import type { Shown } from '../shown.ts'
import { escapeLine } from '../xml.ts'
import { all, formalName, one, propertiesOf } from './parts.ts'

const types = { people: 'Person', organisations: 'Organisation', places: 'Place' } as const
type Kind = keyof typeof types

interface Topic {
  readonly id: string
  readonly kind: Kind
  readonly thing: NamedThing
}

const topicsOf = (view: Shown): Topic[] =>
  (Object.keys(types) as Kind[])
    .flatMap(kind => view[kind].map(thing => ({ kind, thing })))
    .map((each, n) => ({ ...each, id: `${view.item.replaceAll(':', '-')}-topic-${n + 1}` }))

/** Whom and where a story is about, as topics (NewsML 1.2 §Topic), at the beginning of its component. */
export const topicSet = (view: Shown): string => {
  const topics = topicsOf(view).map(({ id, kind, thing: { name, uri } }) => {
    const address = uri === null ? '' : `<FormalName Scheme="URI">${escapeLine(uri)}</FormalName>`
    return `<Topic Duid="${id}"><TopicType FormalName="${types[kind]}"/>${address}<Description>${escapeLine(name)}</Description></Topic>`
  })
  return topics.length === 0 ? '' : `\n<TopicSet FormalName="Names">${topics.join('')}</TopicSet>`
}

/** That those topics occur in the story. */
export const occurrences = (view: Shown): string =>
  topicsOf(view)
    .map(({ id }) => `<TopicOccurrence Topic="#${id}"/>`)
    .join('')

const relations = { 'see-also': 'SeeAlso', background: 'Background', 'translation-of': 'TranslationOf' } as const

/** Items that it points to, for whose relation NewsML 1.2 has no word. */
export const linksOf = ({ links }: Shown): string =>
  links
    .map(({ rel, guid, version, headline }) => {
      const inside = [
        version === null ? '' : property('Version', String(version)),
        headline === null ? '' : property('HeadLine', headline),
      ].join('')
      return property(relations[rel], guid, inside)
    })
    .join('')

const property = (name: string, value: string, inside = ''): string =>
  `<Property FormalName="${name}" Value="${escapeLine(value)}"${inside === '' ? '/>' : `>${inside}</Property>`}`

const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/person|people/iu, 'people'],
  [/organi[sz]ation|company/iu, 'organisations'],
  [/place|location|city|country|geo/iu, 'places'],
]

const mostTopics = 5_000

/** The topics that occur in a story, those of every TopicSet in its document by what they are. */
export const namesIn = (root: Element, described: readonly Element[]): Record<Kind, NamedThing[]> => {
  const names: Record<Kind, NamedThing[]> = { people: [], organisations: [], places: [] }
  const references = described
    .flatMap(each => all(each, 'TopicOccurrence'))
    .flatMap(each => attributeOf(each, 'Topic') ?? [])
  if (references.length === 0) return names
  const topics = new Map(
    descendantsOf(root, 'Topic')
      .slice(0, mostTopics)
      .map(topic => [`#${attributeOf(topic, 'Duid')}`, topic]),
  )
  for (const reference of references) {
    const topic = topics.get(reference)
    const type = topic === undefined ? '' : (formalName(one(topic, 'TopicType')) ?? '')
    const kind = kinds.find(([pattern]) => pattern.test(type))?.[1]
    if (topic === undefined || kind === undefined) continue
    const formal = all(topic, 'FormalName')
    const name = textOf(one(topic, 'Description')) ?? formal.flatMap(each => textOf(each) ?? [])[0] ?? null
    if (name !== null) names[kind].push({ name, uri: formal.flatMap(each => addressIn(each) ?? [])[0] ?? null })
  }
  return names
}

const addressIn = (formal: Element): string | null => {
  const text = textOf(formal)
  return attributeOf(formal, 'Scheme') === 'URI' || /^https?:/iu.test(text ?? '') ? text : null
}

/** The items that one of ours points to. */
export const linksIn = (management: Element | null): NonNullable<Found['links']> =>
  all(management, 'Property').flatMap(each => {
    const rel = (Object.keys(relations) as ItemLink['rel'][]).find(
      name => relations[name] === attributeOf(each, 'FormalName'),
    )
    const id = attributeOf(each, 'Value')
    if (rel === undefined || id === null) return []
    const version = Number(propertiesOf(each, 'Version')[0] ?? '')
    return [
      {
        rel,
        id,
        version: Number.isSafeInteger(version) && version > 0 ? version : null,
        headline: propertiesOf(each, 'HeadLine')[0] ?? null,
      },
    ]
  })
