import type { ItemHead } from '../../domain/version.ts'
import type { ReadItem, Refused } from '../../formats/reading.ts'
import { documentOf } from '../../intake/document.ts'
import { type Asset, assetsOf } from '../../store/asset.ts'
import { type Draft, draftOf, openDrafts } from '../../store/draft.ts'
import { filesOfIncoming, type IncomingFile } from '../../store/intake-file.ts'
import { type Incoming, type IncomingRow, incomingItem, incomingVersions } from '../../store/intake-item.ts'
import { type Raw, rawOf } from '../../store/intake-raw.ts'
import { type IntakeSource, intakeSource } from '../../store/intake-source.ts'
import { itemOfEntry } from '../../store/intake-view.ts'
import { itemHead } from '../../store/version.ts'
import type { Desk } from '../env.ts'

/** An item that came in, with all that the desk knows of it. */
export interface Opened {
  readonly row: Incoming
  readonly item: ReadItem
  readonly raw: Raw | null
  /** What of the same document was not taken. */
  readonly refused: readonly Refused[]
  /** null: it was forgotten since. */
  readonly source: IntakeSource | null
  /** What its files became, or why they could not be had. */
  readonly files: readonly IncomingFile[]
  /** Those of them that are there. */
  readonly assets: readonly Asset[]
  /** All versions that its source sent, newest first, itself among them. */
  readonly versions: readonly IncomingRow[]
  /** The item on the wire that it became, or is a version of. */
  readonly head: ItemHead | null
  /** The open draft that it became, or that an earlier version of it became. */
  readonly draft: Draft | null
  /** Open drafts of the reader's own, into which it may be cited. */
  readonly citable: readonly Draft[]
}

const citableDrafts = 20

/** null for an unknown id, and for what has not been decided on yet. */
export const openIncoming = async (
  { db }: Desk,
  { id, person }: { id: number; person: string },
): Promise<Opened | null> => {
  const row = await incomingItem(db, id)
  if (row === null || row.status === 'arrived') return null
  const { source, sourceItemId } = row
  const [raw, from, files, versions, citable] = await Promise.all([
    rawOf(db, row.raw),
    intakeSource(db, source),
    filesOfIncoming(db, id),
    sourceItemId === null ? [row] : incomingVersions(db, { source, sourceItemId }),
    openDrafts(db, { author: person, limit: citableDrafts }),
  ])
  const drafted = row.draft ?? versions.find(each => each.draft !== null)?.draft ?? null
  const draft = drafted === null ? null : await draftOf(db, drafted)
  const item = row.item ?? versions.find(each => each.item !== null)?.item ?? null
  const sent = item ?? (draft?.sentSeq == null ? null : await itemOfEntry(db, draft.sentSeq))
  return {
    ...{
      files,
      assets: await assetsOf(
        db,
        files.flatMap(each => each.asset ?? []),
      ),
    },
    ...{ row, raw, versions, citable, source: from, item: documentOf(row.document), refused: raw?.refused ?? [] },
    head: sent === null ? null : await itemHead(db, sent),
    draft: draft?.closedAt === null ? draft : null,
  }
}
