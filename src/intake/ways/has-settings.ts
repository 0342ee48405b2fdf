import { z } from 'zod'

/** Another agency's HAS: its address up to and without `/abone`, and the name of the API user; the password is the source's secret. */
export const hasSettings = z.object({
  url: z.url({ protocol: /^https?$/u }),
  user: z.string().min(1).max(200),
  /** How far back the first look goes. */
  firstHours: z.number().int().min(0).max(8_760).default(24),
  /** How far every look goes back behind the newest item that it knows, since lists of others are late and clocks differ. */
  overlapMinutes: z.number().int().min(0).max(1_440).default(5),
  /** For texts; of pictures, video and graphics that have no newsml29 the newsml12 is taken. */
  format: z.enum(['newsml29', 'newsml12']).default('newsml29'),
  filterProvider: z.string().max(200).optional(),
  filterCategory: z.string().max(200).optional(),
  filterPriority: z.string().max(200).optional(),
  filterPackage: z.string().max(200).optional(),
  filterType: z.string().max(200).optional(),
  filterLanguage: z.string().max(200).optional(),
  searchString: z.string().max(500).optional(),
})
export type HasSettings = z.output<typeof hasSettings>
