import { mediaTopic, topicOfSubjectCode } from '../../domain/media-topics.ts'
import type { InfoSource, Rights, Subject } from '../../domain/version.ts'
import { attributeOf, childAt, childrenOf, descendantsOf, type Element, rawTextOf, textOf } from '../read/xml-tree.ts'

/** What the story is about, and the words that it has for its category: `tobject.subject`, `classifier`, what agencies put into `meta`. */
export const subjectsIn = (head: Element | null, docdata: Element | null): { subjects: Subject[]; words: string[] } => {
  const listed = descendantsOf(childAt(head, 'tobject'), 'tobject.subject')
  const classified = childrenOf(childAt(docdata, 'identified-content'), 'classifier')
    .filter(each => each.attributes.type === 'subject')
    .flatMap(each => subjectOf(attributeOf(each, 'value'), textOf(each)))
  const metas = childrenOf(head, 'meta').filter(each => /^(?:anpa-)?category$/iu.test(each.attributes.name ?? ''))
  const ours = listed.filter(isHouse).flatMap(each => attributeOf(each, 'tobject.subject.refnum') ?? [])
  return {
    subjects: [...listed.flatMap(listedSubject), ...classified],
    words: [...ours, ...metas.flatMap(each => attributeOf(each, 'content') ?? [])],
  }
}

const digits = /(\d{8})$/u

/** Of a vocabulary of the agency's own and not of IPTC's. */
const isHouse = (element: Element): boolean => {
  const ipr = attributeOf(element, 'tobject.subject.ipr')
  return ipr !== null && ipr.toUpperCase() !== 'IPTC'
}

const listedSubject = (element: Element): Subject[] => {
  const code = attributeOf(element, 'tobject.subject.refnum') ?? attributeOf(element, 'tobject.subject.code')
  const names = ['detail', 'matter', 'type'].map(level => attributeOf(element, `tobject.subject.${level}`))
  const name = names.find(each => each !== null) ?? null
  if (!isHouse(element)) return subjectOf(code, name)
  const scheme = (attributeOf(element, 'tobject.subject.ipr') ?? '').toLowerCase().replace(/\s+/gu, '-')
  return code === null ? [] : [{ qcode: `${scheme}:${code}`, name: name ?? code }]
}

/** Eight digits that begin with a two are a Media Topic, others a subject code of before; any other code stands as it came. */
const subjectOf = (code: string | null, name: string | null): Subject[] => {
  if (code === null) return name === null ? [] : [{ qcode: `nitf:${name}`, name }]
  const number = digits.exec(code)?.[1]
  if (number === undefined) return [{ qcode: code.includes(':') ? code : `nitf:${code}`, name: name ?? code }]
  if (number.startsWith('2')) {
    return [{ qcode: `medtop:${number}`, name: mediaTopic(number)?.names.en ?? name ?? number }]
  }
  return [topicOfSubjectCode(number) ?? { qcode: `subj:${number}`, name: name ?? number }]
}

/** Whom the story goes back to: `from-src`, with the address that `identified-content` has for it. */
export const sourcesIn = (docdata: Element | null): InfoSource[] => {
  const places = childrenOf(childAt(docdata, 'identified-content'), 'org').filter(
    each => each.attributes.class === 'source',
  )
  return descendantsOf(childAt(docdata, 'del-list'), 'from-src').flatMap(each => {
    const name = attributeOf(each, 'src-name')
    const place = places.find(org => textOf(org) === name)
    return name === null ? [] : [{ name, uri: attributeOf(place, 'value') }]
  })
}

/** Whose the content is and what may be done with it: `doc.copyright`, `doc.rights` and the `rights` above the text. */
export const rightsIn = (root: Element, docdata: Element | null): Rights | null => {
  const said = childAt(docdata, 'doc.rights')
  const printed = childAt(root, 'body', 'body.head', 'rights')
  const holder =
    attributeOf(childAt(docdata, 'doc.copyright'), 'holder') ??
    attributeOf(said, 'owner') ??
    textOf(childAt(printed, 'rights.owner'))
  const limits = [
    ...['type', 'limitations'].map(name => attributeOf(said, name)),
    textOf(childAt(printed, 'rights.limitations')),
  ]
  const terms = limits.filter(each => each !== null).join(' ')
  const notice = textOf(printed)
  if (holder === null && terms === '' && notice === null) return null
  return { holder, notice, terms: terms === '' ? null : terms }
}

/** Notes of a document: messages to desks, with the type that each has, and what is printed above the text for readers. */
export const notesIn = (
  root: Element,
  docdata: Element | null,
): { desk: string[]; types: string[]; readers: string[] } => {
  const messages = childrenOf(docdata, 'ed-msg')
  const printed = childrenOf(childAt(root, 'body', 'body.head'), 'note')
  const isPublic = (note: Element) => note.attributes.type === 'pa'
  const words = (notes: Element[]) => notes.flatMap(each => textOf(each) ?? [])
  return {
    desk: [
      ...messages.map(each => each.attributes.info ?? rawTextOf(each)),
      ...words(printed.filter(each => !isPublic(each))),
    ],
    types: messages.flatMap(each => attributeOf(each, 'msg-type')?.toLowerCase() ?? []),
    readers: words(printed.filter(isPublic)),
  }
}
