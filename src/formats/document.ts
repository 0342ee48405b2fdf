import type { Content, ItemLink, SentVersion } from '../domain/version.ts'
import type { Rendering } from './rendering.ts'

/** What can be written in any format: a version of our own, or one converted from another agency's, in whatever language that is. */
export interface Writable extends Omit<SentVersion, 'content'> {
  readonly content: Omit<Content, 'language' | 'links'> & {
    /** BCP 47, the primary subtag in lower case: `tr`, `de-AT`. */
    readonly language: string
    /** To items by their GUID: those of others have no id here. */
    readonly links?: readonly Link[] | undefined
  }
  /** The GUID of an item that this one takes the place of; left out: none. */
  readonly replaces?: string | undefined
}

/** Another item that this one points to, as documents name it. */
export type Link = Omit<ItemLink, 'item'>

/** One item of a document of several, at its own face. */
export interface Part {
  readonly version: Writable
  readonly rendering: Rendering
}
