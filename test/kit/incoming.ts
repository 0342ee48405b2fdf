import { readDocument } from '../../src/formats/read.ts'
import type { SourceInput } from '../../src/intake/settings.ts'
import { addSource } from '../../src/intake/sources.ts'
import { take } from '../../src/intake/take.ts'
import { createWorks } from '../../src/intake/works.ts'
import type { Db } from '../../src/store/db.ts'
import { type IncomingRow, itemsOfRaw } from '../../src/store/intake-item.ts'
import type { IntakeSource } from '../../src/store/intake-source.ts'
import { createLog } from '../../src/telemetry.ts'
import type { Publisher } from '../../src/wire/publish.ts'

/** What handing in needs of a desk, or of a whole Dateline. */
export interface Door {
  readonly db: Db
  readonly publisher: Publisher
}

/** A source of the kind `http`, at the desk, under a name of its own. */
export const sourceNamed = (desk: Door, name: string, more: Partial<SourceInput> = {}): Promise<IntakeSource> =>
  addSource(desk.db, { name, kind: 'http', ...more })

/** Reads and routes everything that waits for it, as a process with the role `intake` does. */
export const worked = async (desk: Door, source: string): Promise<void> => {
  const works = createWorks({
    ...{ db: desk.db, publisher: desk.publisher, timeZone: 'Europe/Istanbul', log: createLog('fatal') },
    ...{ read: readDocument, onParsed: () => {}, onRouted: () => {} },
  })
  await works.work(source)
  await works.stop()
}

/** Hands a document in to a source, and has it read. @returns its raw and the items that were read in it */
export const arrived = async (
  desk: Door,
  source: string,
  document: string | Uint8Array | object,
  { name = null, contentType = null }: { name?: string | null; contentType?: string | null } = {},
): Promise<{ raw: number; items: IncomingRow[] }> => {
  const bytes =
    document instanceof Uint8Array
      ? document
      : Buffer.from(typeof document === 'string' ? document : JSON.stringify(document))
  const { id } = await take(desk.db, source, { bytes, name, contentType, headers: {} })
  await worked(desk, source)
  return { raw: id, items: await itemsOfRaw(desk.db, id) }
}

/** An invented story as ninjs 3.1 (IPTC); `parts` beside and over it. */
export const ninjsStory = (uri: string, headline: string, parts: object = {}): object => ({
  ...{ uri, standard: { name: 'ninjs', version: '3.1' }, type: 'text', language: 'en', pubstatus: 'usable' },
  ...{ version: '1', versioncreated: '2026-11-23T09:00:00Z', firstcreated: '2026-11-23T09:00:00Z' },
  headlines: [{ role: 'main', value: headline }],
  bodies: [
    {
      contenttype: 'text/html',
      value: `<p>ORSEL — ${headline}, the harbour office said on Monday.</p><p>Nobody was hurt.</p>`,
    },
  ],
  infosources: [{ name: 'Lakeside Press', uri: 'https://lakeside.example/' }],
  ...parts,
})

/** An invented post of a timeline (Mastodon API, Status). */
export const post = (id: string, text: string, parts: object = {}): object => ({
  ...{ id, created_at: '2026-11-23T09:00:00.000Z', edited_at: null, language: 'en', spoiler_text: '' },
  uri: `https://posts.example/users/harbour/statuses/${id}`,
  url: `https://posts.example/@harbour/${id}`,
  content: `<p>${text}</p>`,
  account: {
    acct: 'harbour',
    username: 'harbour',
    display_name: 'Orsel Harbour',
    url: 'https://posts.example/@harbour',
  },
  ...{ media_attachments: [], reblog: null, poll: null },
  ...parts,
})
