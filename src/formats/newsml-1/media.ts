import { textOfBody } from '../../domain/body.ts'
import { itemTypes } from '../../domain/ids.ts'
import type { Member, Rendition } from '../../domain/media.ts'
import type { Beside } from '../read/beside.ts'
import { fileAddress, itemTypeOf, renditionRoleOf, wholeNumber } from '../read/rendition.ts'
import { attributeOf, type Element, textOf } from '../read/xml-tree.ts'
import type { FilePart, MediaPart } from './contents.ts'
import { readMediaFacts } from './media-facts.ts'
import { bylinesIn, keywordsIn, languageIn, rightsIn, subjectsIn } from './metadata.ts'
import { all, componentsOf, formalName, linesIn, one, propertiesOf } from './parts.ts'
import { readDataContent } from './text.ts'

/** A picture or another file with what its component says of it. @param base of relative addresses; null: names stay as they are */
export const besideOf = ({ component, files, captions }: MediaPart, base: string | null): Beside => {
  const renditions = files.flatMap(each => renditionOf(each, base))
  const body = captions.flatMap(each => readDataContent(each, base).body)
  const components = [component, ...componentsOf(component)]
  const lines = components.flatMap(each => all(each, 'NewsLines'))
  const described = components.flatMap(each => all(each, 'DescriptiveMetadata'))
  const headline = lines.flatMap(each => linesIn(each, 'HeadLine'))[0] ?? textOfBody(body).split('\n', 1)[0]
  const types = files.flatMap(({ item }) => [formalName(one(item, 'MediaType')), formalName(one(item, 'MimeType'))])
  // Belga says what a component is instead.
  const classes = types.some(each => each !== null)
    ? []
    : described.flatMap(each => propertiesOf(each, 'ComponentClass'))
  const media = readMediaFacts(components)
  const [rights, language, subjects, keywords] = [
    rightsIn(components),
    languageIn(described, []),
    subjectsIn(described),
    keywordsIn(lines, described),
  ]
  return {
    type: itemTypeOf([...types, ...classes], 'picture'),
    headline: headline === undefined || headline === '' ? null : headline,
    found: {
      body,
      bylines: lines.flatMap(bylinesIn),
      ...(media === null ? {} : { media }),
      ...(rights === null ? {} : { rights }),
      ...(language === null ? {} : { language }),
      ...(subjects.length === 0 ? {} : { subjects }),
      ...(keywords.length === 0 ? {} : { keywords }),
    },
    renditions,
  }
}

const renditionOf = ({ item, role }: FilePart, base: string | null): Rendition[] => {
  const characteristics = one(item, 'Characteristics')
  const name = attributeOf(item, 'Href') ?? ''
  // Our own writer names files as HAS does, and keeps the address beside.
  const href = fileAddress(propertiesOf(characteristics, 'Address')[0] ?? name, base)
  if (href === null) return []
  const number = (...names: readonly string[]) =>
    names.map(each => wholeNumber(propertiesOf(characteristics, each)[0] ?? null)).find(each => each !== null) ?? null
  return [
    {
      role: renditionRoleOf([role === 'main' ? null : role], name),
      href,
      contentType: mimeTypeOf(item),
      sizeBytes: wholeNumber(textOf(one(characteristics, 'SizeInBytes'))),
      widthPixels: number('Width', 'PixelWidth'),
      heightPixels: number('Height', 'PixelHeight'),
      durationSeconds: number('Duration', 'TotalDuration'),
    },
  ]
}

const mimeTypeOf = (item: Element): string | null => {
  const said = formalName(one(item, 'MimeType'))
  return said !== null && /^[a-z]+\/[\w.+-]+$/iu.test(said) ? said.toLowerCase() : null
}

/** The items that components refer to, as our own writer lists the members of a collection. */
export const membersOf = (references: readonly Element[]): Member[] =>
  references.flatMap(component => {
    const described = one(component, 'DescriptiveMetadata')
    const said = propertiesOf(described, 'Type')[0]
    return all(component, 'NewsItemRef').flatMap(each => {
      const guid = attributeOf(each, 'NewsItem')
      if (guid === null) return []
      return [
        {
          guid,
          type: itemTypes.find(type => type === said) ?? 'text',
          headline: linesIn(one(component, 'NewsLines'), 'HeadLine')[0] ?? textOf(one(each, 'Comment')),
          version: wholeNumber(propertiesOf(described, 'Version')[0] ?? null),
        },
      ]
    })
  })
