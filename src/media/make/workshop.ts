import type { FileFacts, Packets } from '../../domain/file-facts.ts'
import type { Edit, RenditionRole } from '../../domain/media.ts'
import type { AssetType } from '../../store/asset.ts'

/** What was seen of a file that was brought in, before anything is made of it. */
export interface Inspection {
  readonly type: AssetType
  /** By its bytes, whatever its name or its sender say. */
  readonly contentType: string
  readonly widthPixels: number | null
  readonly heightPixels: number | null
  readonly durationSeconds: number | null
  readonly facts: FileFacts
  readonly packets: Packets
  /** 16 hex digits; null: not a picture. */
  readonly fingerprint: string | null
}

/** A file that was made of another, not yet kept. */
export interface MadeFile {
  readonly role: RenditionRole
  readonly path: string
  readonly contentType: string
  readonly widthPixels: number | null
  readonly heightPixels: number | null
  readonly durationSeconds: number | null
}

/** What to make. */
export interface Order {
  readonly path: string
  readonly fileName: string
  readonly type: AssetType
  readonly contentType: string
  readonly edit: Edit
  /** Printed over a comp. */
  readonly watermark: string
  /** A folder of this order alone, where what is made is put. */
  readonly folder: string
}

/** Everything that was made of one file. */
export interface Work {
  readonly made: readonly MadeFile[]
  /** What could not be made and why, for desks; null: nothing is missing. */
  readonly remark: string | null
  readonly durationSeconds: number | null
  readonly size: { readonly widthPixels: number; readonly heightPixels: number } | null
}

/** Where files of others are opened: in processes of their own, bounded in memory and time, so that no file can hold up or end this one. */
export interface Workshop {
  /** Looks at a file. @throws Refusal `unsafe-file`, with the reason, for one that is not taken */
  inspect(file: { readonly path: string; readonly fileName: string }): Promise<Inspection>
  /** Makes the renditions. @param signal gives it up at once @throws Refusal `unsafe-file`; an Error where it may go better another time */
  make(order: Order, signal?: AbortSignal): Promise<Work>
  stop(): Promise<void>
}
