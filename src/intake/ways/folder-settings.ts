import { isAbsolute, join } from 'node:path'
import { z } from 'zod'

const folderPath = z.string().refine(isAbsolute, 'must be an absolute path')

/** A folder into which somebody puts files. */
export const folderSettings = z.object({
  path: folderPath,
  /** Where files go once they are stored, and where those go that cannot be; `done` and `failed` in the folder without them. */
  done: folderPath.optional(),
  failed: folderPath.optional(),
  /** A file that has not changed for so long is whole. */
  settleSeconds: z.number().min(0).max(3_600).default(5),
  /** What pictures, video and other files in it are: items, or files of the documents beside them. */
  files: z.enum(['items', 'beside']).default('items'),
  /** With `beside`, a file that no document has named for so long is an item. */
  besideMinutes: z.number().min(1).max(1_440).default(30),
})
type FolderSettings = z.output<typeof folderSettings>

/** Where files of a folder go. */
export const folderPlaces = ({ path, done, failed }: Pick<FolderSettings, 'path' | 'done' | 'failed'>) => ({
  done: done ?? join(path, 'done'),
  failed: failed ?? join(path, 'failed'),
})

const fileNames =
  /\.(?:jpe?g|png|tiff?|webp|gif|heic|heif|avif|svg|eps|ai|pdf|mp4|m4v|mov|mxf|mkv|webm|avi|mpe?g|wmv|mp3|m4a|wav|zip|docx|xlsx|pptx)$/iu

/** How long a file must have lain unchanged before it is taken, in milliseconds: until it is whole, or until no document is likely to name it any more. */
export const restMs = (name: string, { settleSeconds, files, besideMinutes }: FolderSettings): number =>
  files === 'beside' && fileNames.test(name) ? besideMinutes * 60_000 : settleSeconds * 1_000
