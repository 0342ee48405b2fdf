import type { ItemType } from '../../domain/ids.ts'
import { mediaTopic, topicOfSubjectCode } from '../../domain/media-topics.ts'
import { type Category, categoryCodes } from '../../domain/taxonomy.ts'
import type { NamedThing, Subject } from '../../domain/version.ts'
import { type Fields, objectsOf, textOf, textsOf } from '../read/json.ts'
import { isOfPicture } from './media-facts.ts'

/** What an item is about and under. */
export interface About {
  readonly subjects: readonly Subject[]
  readonly keywords: readonly string[]
  /** One of our own vocabulary: `https://meridian.example/cv/category/sports`. */
  readonly category: Category | null
  readonly categoryWords: readonly string[]
  readonly people: readonly NamedThing[]
  readonly organisations: readonly NamedThing[]
  readonly places: readonly NamedThing[]
}

// What else than subjects a story is about, in the singular (1.x) and the plural (2.x and later).
const concepts = ['event', 'events', 'object', 'objects'] as const

/** Reads subjects, keywords and categories. Old subject codes become the Media Topics that they are matched with; codes of others are kept with the name of
 *  their vocabulary in front; what has no code is a keyword. */
export const readAbout = (fields: Fields, type: ItemType): About => {
  const subjects: Subject[] = []
  const slugline = textOf(fields, 'slugline')
  const keywords = [...(slugline === null ? [] : [slugline]), ...textsOf(fields, 'keywords').flatMap(wordsOf)]
  const categoryWords: string[] = []
  let category: Category | null = null
  const take = (entry: Fields, kind: string) => {
    const code = codeOf(entry, kind)
    const name = textOf(entry, 'name') ?? ''
    if (code !== null) subjects.push(subjectOf(code, name))
    else if (name.trim() !== '') keywords.push(name)
  }
  for (const entry of [...objectsOf(fields, 'subjects'), ...objectsOf(fields, 'subject')]) {
    const rel = (textOf(entry, 'rel') ?? '').toLowerCase()
    const name = textOf(entry, 'name') ?? ''
    if (rel === 'keyword') keywords.push(name)
    else if (rel === 'category') {
      const code = codeOf(entry, '') ?? ''
      const own = categoryCodes.find(each => code.endsWith(`/cv/category/${each}`))
      category ??= own ?? null
      categoryWords.push(textOf(entry, 'code') ?? code, name)
      if (own === undefined) take(entry, '')
    } else take(entry, '')
  }
  for (const service of objectsOf(fields, 'service')) {
    categoryWords.push(textOf(service, 'name') ?? '', textOf(service, 'code') ?? '')
  }
  for (const name of concepts) for (const entry of objectsOf(fields, name)) take(entry, name.replace(/s$/u, ''))
  const named = (kind: string, ...names: readonly string[]): NamedThing[] =>
    names
      .flatMap(name => objectsOf(fields, name))
      .filter(entry => !isOfPicture(entry, kind, type))
      .map(entry => {
        const code = codeOf(entry, kind)
        return { name: textOf(entry, 'name') ?? code ?? '', uri: code }
      })
  const names = {
    people: named('person', 'person', 'people'),
    organisations: named('organisation', 'organisation', 'organisations'),
    places: named('place', 'place', 'places'),
  }
  return {
    ...names,
    subjects,
    keywords,
    category,
    categoryWords: categoryWords.filter(word => word.trim() !== ''),
  }
}

/** Keywords in one text are parted by commas or semicolons. */
const wordsOf = (text: string): string[] => text.split(/[,;،]/u).filter(word => word.trim() !== '')

/** The code of a concept, as a URI or with the name of its vocabulary; null where it has only a name. */
const codeOf = (entry: Fields, kind: string): string | null => {
  const uri = textOf(entry, 'uri') ?? textOf(entry, 'literal')
  if (uri !== null && uri.trim() !== '') return uri.trim()
  const code = (textOf(entry, 'code') ?? textOf(entry, 'qcode') ?? '').trim()
  const scheme = (textOf(entry, 'scheme') ?? '').trim()
  if (code === '') return null
  if (/^https?:/iu.test(scheme)) return /[/#=]$/u.test(scheme) ? scheme + code : `${scheme}/${code}`
  if (code.includes(':') || /^\d{8}$/u.test(code)) return code
  const vocabulary = scheme === '' ? kind : scheme
  return vocabulary === '' ? code : `${vocabulary}:${code}`
}

const iptc = /^(?:(medtop|subj):|https?:\/\/cv\.iptc\.org\/newscodes\/(mediatopic|subjectcode)\/)?(\d{8})$/iu

/** A subject by its code. Eight bare digits are a Media Topic where they begin with 2, as no subject code does. */
export const subjectOf = (code: string, name: string): Subject => {
  const [, alias = '', vocabulary = '', digits = ''] = iptc.exec(code) ?? []
  if (digits === '') return { qcode: code, name: name || code }
  const isTopic = /^m/iu.test(alias + vocabulary) || (alias + vocabulary === '' && digits.startsWith('2'))
  if (isTopic) return { qcode: `medtop:${digits}`, name: name || (mediaTopic(digits)?.names.en ?? digits) }
  return topicOfSubjectCode(digits) ?? { qcode: `subj:${digits}`, name: name || digits }
}
