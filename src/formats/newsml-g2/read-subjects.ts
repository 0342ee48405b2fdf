import type { ItemType } from '../../domain/ids.ts'
import { mediaTopic, topicOfSubjectCode } from '../../domain/media-topics.ts'
import { type Category, categoryCodes } from '../../domain/taxonomy.ts'
import type { Subject } from '../../domain/version.ts'
import { categoryOf } from '../read/category.ts'
import { attributeOf, childrenOf, type Element } from '../read/xml-tree.ts'
import type { ReadDefaults, Remark } from '../reading.ts'
import { type Aliases, type Code, codeOf, languageOf, nameOf } from './codes.ts'
import { type Named, namedIn } from './named.ts'

interface Around {
  readonly language: string | null
  readonly aliases: Aliases
  readonly type: ItemType
}

/** What an item is about: Media Topics, old subject codes as the topics that they became, subjects of the agency's own under their own codes, and its category:
 *  that of a Dateline by the URI `…/cv/category/CODE`, that of others by a vocabulary whose alias ends in `cat`. */
export const readSubjects = (
  contentMeta: Element | null,
  around: Around,
  { categoryMap }: ReadDefaults,
  remarks: Remark[],
) => {
  const names = { people: [], organisations: [], places: [] } as { [K in keyof Named]: Named[K][number][] }
  const found = childrenOf(contentMeta, 'subject').map(element => ({ element, code: codeOf(element, around.aliases) }))
  const categoryWords: string[] = []
  const subjects: Subject[] = []
  let category: Category | null = null
  for (const { element, code } of found) {
    const name = nameOf(element, 'en')
    const own = ownCategory(code)
    if (own !== null) category ??= own
    else if (isCategory(element, code)) {
      const words = [code?.local, code?.written, name].filter(word => word != null)
      categoryWords.push(...words)
      if (categoryOf([], words, categoryMap) === null) subjects.push(...subjectsOf(element, code, around))
    } else {
      const found = namedIn(element, code)
      if (found === null) subjects.push(...subjectsOf(element, code, around))
      else names[found.kind].push(found.thing)
      if (found !== null) continue
    }
    if (code === null && name !== null)
      remarks.push({ kind: 'kept', field: 'subjects', detail: `"${name}" has no code` })
  }
  for (const genre of childrenOf(contentMeta, 'genre')) {
    const code = codeOf(genre, around.aliases)
    if (code !== null) remarks.push({ kind: 'lost', field: 'genre', detail: code.written })
  }
  return { subjects, category, categoryWords, ...names }
}

const ownCategory = (code: Code | null): Category | null =>
  code?.scheme?.endsWith('/cv/category/') === true ? (categoryCodes.find(each => each === code.local) ?? null) : null

const isCategory = (element: Element, code: Code | null): boolean =>
  code !== null && (/cat$/iu.test(code.scheme ?? '') || /:category$/u.test(attributeOf(element, 'type') ?? ''))

const subjectsOf = (element: Element, code: Code | null, around: Around): Subject[] => {
  const same = childrenOf(element, 'sameAs').flatMap(each => codeOf(each, around.aliases) ?? [])
  const topic = [code, ...same].find(each => each?.scheme === 'medtop')
  if (topic != null) return [topicOf(`medtop:${topic.local}`, element, around)]
  if (code?.scheme === 'subj') return [topicOfSubjectCode(code.local) ?? named(`subj:${code.local}`, element)]
  // STT's `sttsubj:15000000` is IPTC's code in a vocabulary of its own, which has more beside.
  const old = /subj$/iu.test(code?.scheme ?? '') ? topicOfSubjectCode(code?.local ?? '') : null
  if (old !== null) return [old]
  const qcode = code?.written ?? nameOf(element, 'en')
  return qcode === null ? [] : [named(qcode, element)]
}

const named = (qcode: string, element: Element): Subject => ({ qcode, name: nameOf(element, 'en') ?? qcode })

/** A topic by the English name that the document gives it, otherwise by IPTC's. */
const topicOf = (qcode: string, element: Element, { language }: Around): Subject => {
  const english = childrenOf(element, 'name').some(name => (languageOf(name) ?? language ?? '').startsWith('en'))
  const known = mediaTopic(qcode)?.names.en
  return english || known === undefined ? named(qcode, element) : { qcode, name: known }
}
