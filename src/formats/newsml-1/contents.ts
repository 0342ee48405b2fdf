import { attributeOf, childrenOf, type Element, rawTextOf } from '../read/xml-tree.ts'
import { all, formalName, one } from './parts.ts'

/** A text, with the component that it stands in. */
export interface TextPart {
  readonly component: Element
  /** In lower case: `main`, `title`, `abstract`; empty: not said. */
  readonly role: string
  readonly content: Element
}

/** A file with the role of its component, in lower case. */
export interface FilePart {
  readonly item: Element
  readonly role: string
}

/** One picture or other file in one or several sizes, with its caption. */
export interface MediaPart {
  readonly component: Element
  readonly files: readonly FilePart[]
  readonly captions: readonly Element[]
}

/** What the components of an item hold. */
export interface Contents {
  readonly texts: TextPart[]
  readonly media: MediaPart[]
  /** Components that refer to other items. */
  readonly references: Element[]
  /** Contents that are neither text here nor a file beside, in words. */
  readonly lost: string[]
}

/** Takes the components of an item apart (NewsML 1.2, NewsComponent and ContentItem): a component without a text of its own is one picture with its caption in
 *  it, unless components inside it are pictures by themselves; beside a text every file is a picture, those that are named alike are sizes of one. Linear. */
export const contentsOf = (item: Element): Contents => {
  const contents: Contents = { texts: [], media: [], references: [], lost: [] }
  const natures: Natures = new Map()
  for (const component of all(item, 'NewsComponent')) {
    natureOf(component, natures)
    collect(component, natures, contents)
  }
  return contents
}

/** What is in a component and in those inside it. */
interface Nature {
  readonly hasFiles: boolean
  readonly hasStory: boolean
  /** Its own caption or headline, or a list of equivalents, makes it a picture by itself. */
  readonly standsAlone: boolean
  readonly isOneMedia: boolean
}
type Natures = Map<Element, Nature>

const besideRoles = /caption|description|légende|bildtext/u

const roleOf = (component: Element): string => formalName(one(component, 'Role'))?.toLowerCase() ?? ''

const natureOf = (component: Element, natures: Natures): Nature => {
  const inside = all(component, 'NewsComponent').map(each => natureOf(each, natures))
  const items = all(component, 'ContentItem')
  const texts = items.filter(isText)
  const isBeside = besideRoles.test(roleOf(component))
  const hasFiles = items.some(isFile) || inside.some(each => each.hasFiles)
  const hasStory = (texts.length > 0 && !isBeside) || inside.some(each => each.hasStory)
  const withFiles = inside.filter(each => each.hasFiles)
  const nature = {
    hasFiles,
    hasStory,
    standsAlone:
      component.attributes.EquivalentsList === 'yes' ||
      one(component, 'NewsLines', 'HeadLine') !== null ||
      (texts.length > 0 && isBeside) ||
      all(component, 'NewsComponent').some(each => besideRoles.test(roleOf(each))),
    isOneMedia: hasFiles && !hasStory && (withFiles.length < 2 || !withFiles.some(each => each.standsAlone)),
  }
  natures.set(component, nature)
  return nature
}

const collect = (component: Element, natures: Natures, into: Contents): void => {
  if (natures.get(component)?.isOneMedia === true) return void into.media.push(oneMedia(component))
  const items = all(component, 'ContentItem')
  const role = roleOf(component)
  for (const item of equivalents(component, items.filter(isText))) {
    const content = one(item, 'DataContent')
    if (content !== null) into.texts.push({ component, role, content })
  }
  for (const group of groupsOf(items.filter(isFile))) {
    into.media.push({ component, files: group.map(item => ({ item, role })), captions: [] })
  }
  for (const item of items) if (!isFile(item) && !isText(item)) into.lost.push(lostWords(item))
  if (all(component, 'NewsItemRef').length > 0) into.references.push(component)
  for (const each of all(component, 'NewsComponent')) collect(each, natures, into)
}

const oneMedia = (component: Element): MediaPart => {
  const files: FilePart[] = []
  const captions: Element[] = []
  const gather = (each: Element): void => {
    const role = roleOf(each)
    for (const item of all(each, 'ContentItem')) {
      const content = isText(item) ? one(item, 'DataContent') : null
      if (isFile(item)) files.push({ item, role })
      else if (content !== null) captions.push(content)
    }
    for (const inner of all(each, 'NewsComponent')) gather(inner)
  }
  gather(component)
  return { component, files, captions }
}

const isFile = (item: Element): boolean => attributeOf(item, 'Href') !== null && one(item, 'DataContent') === null

/** What is encoded, as pictures in Base64 are, is no text. */
const isText = (item: Element): boolean => {
  const content = one(item, 'DataContent')
  if (content === null || childrenOf(content).some(each => each.name === 'Encoding')) return false
  const type = formalName(one(item, 'MediaType')) ?? 'text'
  return /^(?:text|complexdata)/iu.test(type) || childrenOf(content).length > 0
}

const lostWords = (item: Element): string => {
  const type = formalName(one(item, 'MediaType')) ?? formalName(one(item, 'MimeType')) ?? 'an unknown type'
  return `a content of ${type} that is neither text nor a file`
}

/** Of equivalents one is enough: the one with the most in it. */
const equivalents = (component: Element, items: readonly Element[]): readonly Element[] => {
  if (component.attributes.EquivalentsList !== 'yes') return items
  return items.toSorted((a, b) => weight(b) - weight(a)).slice(0, 1)
}

const weight = (item: Element): number => {
  const content = one(item, 'DataContent')
  return childrenOf(content).length * 1000 + rawTextOf(content).length
}

const size =
  /(?:_(?:original|high|highres|web|low|sd|hd|thumb|preview|print|small|medium|large|\d+x\d+))?\.[a-z\d]{2,5}$/iu

/** `lake_High.jpg` and `lake_Web.jpg` are one picture. */
const groupsOf = (files: readonly Element[]): Element[][] => {
  const groups = new Map<string, Element[]>()
  for (const file of files) {
    const stem = (attributeOf(file, 'Href') ?? '').replace(size, '')
    const group = groups.get(stem) ?? []
    group.push(file)
    groups.set(stem, group)
  }
  return [...groups.values()]
}
