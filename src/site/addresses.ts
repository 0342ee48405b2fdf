import { type Category, categoryCodes, type Language, languageCodes } from '../domain/taxonomy.ts'

/** Paths of the public site; in all of them the language comes first. */
export const frontPath = (language: Language): string => `/${language}`
export const categoryPath = (language: Language, category: Category): string => `/${language}/${category}`
export const aboutPath = (language: Language): string => `/${language}/about`
export const thanksPath = (language: Language): string => `/${language}/contact/thanks`

/** Arabic slugs are percent-encoded, so that every link, feed and header carries the same ASCII address. */
export const storyPath = (language: Language, slug: string): string => `/${language}/story/${encodeURIComponent(slug)}`

/** The enquiry form. @param about the slug of the story that led there */
export const contactPath = (language: Language, about?: string): string =>
  `/${language}/contact${about === undefined ? '' : `?about=${encodeURIComponent(about)}`}`

/** @param category null means all of them */
export const feedPath = (language: Language, category: Category | null): string =>
  category === null ? `/${language}/feed.xml` : `/${language}/${category}/feed.xml`

/** The page of what is older than a moment. */
export const beforePath = (path: string, before: Date): string => `${path}?before=${before.toISOString()}`

/** The first parts of a path, for the router: other words are not ours to answer. The router does not group them itself. */
export const languagePattern = `(?:${languageCodes.join('|')})`
export const categoryPattern = `(?:${categoryCodes.join('|')})`

/** The slug in a path as it is stored, or null for what no slug can be. */
export const readSlug = (text: string | undefined): string | null => {
  const slug = (text ?? '').normalize('NFC')
  return /^[\p{L}\p{M}\p{N}-]{1,200}$/u.test(slug) ? slug : null
}

/** The moment of `?before=`: null where it is absent, `wrong` where it is no moment in UTC. */
export const readBefore = (text: string | undefined): Date | null | 'wrong' => {
  if (text === undefined) return null
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text) && !Number.isNaN(Date.parse(text))
  return isMoment ? new Date(text) : 'wrong'
}
