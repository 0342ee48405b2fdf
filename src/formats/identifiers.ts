import type { Category } from '../domain/taxonomy.ts'
import type { Agency } from './rendering.ts'

/** The concept URI of a category: `https://meridian.example/cv/category/sports`. */
export const categoryUri = (agency: Agency, category: Category): string => vocabularyUri(agency, 'category') + category

/** The scheme URI of one of the agency's own vocabularies; a concept's URI is this and its code. */
export const vocabularyUri = (agency: Agency, name: string): string => `https://${agency.domain}/cv/${name}/`

/** The concept URI of an IPTC Media Topic, or null for a code that is none. */
export const mediaTopicUri = (qcode: string): string | null =>
  /^medtop:\d{8}$/.test(qcode) ? `http://cv.iptc.org/newscodes/mediatopic/${qcode.slice(7)}` : null
