import type { Child } from 'hono/jsx'
import type { ItemHead, SentVersion } from '../../domain/version.ts'
import type { Draft, DraftText } from '../../store/draft.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import type { Seat } from '../frame.tsx'
import type { Upload } from '../media/uploads.ts'
import type { Plan } from './plan.ts'

/** What the page on which an item is written is drawn with. */
export interface EditorProps {
  seat: Seat
  id: string
  /** As it is drawn, which may be newer than what is stored. */
  draft: DraftText
  /** As it is stored; null before the first save. */
  stored: Draft | null
  /** The item that the draft follows. */
  head: ItemHead | null
  errors: readonly FieldError[]
  /** Those that it is made of. */
  uploads: readonly Upload[]
  /** Members of a collection that are on the wire. */
  items: readonly SentVersion[]
  /** Null where the errors stand in its way. */
  plan: Plan | null
  isSaved?: boolean
  /** Bands above the form: that the item has moved, that a save was refused. */
  bands?: Child
  /** What it is a translation of, to be read beside it. */
  original?: Child
  /** What was done with it so far. */
  trail?: Child
  /** A sheet over the page. */
  sheet?: Child
  /** Pictures in its text that are drafts themselves. */
  pictures?: Child
}
