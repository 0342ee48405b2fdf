import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf, formatItemId, guidOf } from '../domain/ids.ts'
import type { Content, Version } from '../domain/version.ts'
import { type FormatName, render } from '../formats/render.ts'
import type { Agency } from '../formats/rendering.ts'
import { addSource } from '../intake/sources.ts'
import type { Db } from '../store/db.ts'
import { intakeSource } from '../store/intake-source.ts'

/** A document that an invented agency sends to the demo's. */
interface DemoArrival extends Pick<Version, 'signal' | 'note'> {
  readonly file: string
  readonly format: FormatName
  readonly agency: Agency
  /** The number in the item's id. */
  readonly n: number
  readonly content: Content
  /** Hours from the start of the demo until the embargo ends. */
  readonly embargoHours: number | null
}

const sourceName = 'Incoming folder'

/** Where the demo's folder is. */
export const demoFolder = (dataDir: string): string => join(dataDir, 'incoming')

/** Adds a watched folder as a source, with documents of invented agencies in it, each in another format. Safe to repeat. */
export const addDemoIncoming = async (db: Db, dataDir: string, startedAt: Date): Promise<void> => {
  const path = demoFolder(dataDir)
  mkdirSync(path, { recursive: true })
  for (const arrival of demoArrivals()) {
    const file = join(path, arrival.file)
    if (!existsSync(file) && !existsSync(join(path, 'done', arrival.file)))
      writeFileSync(file, documentOf(arrival, startedAt))
  }
  if ((await intakeSource(db, sourceName)) !== null) return
  await addSource(db, {
    name: sourceName,
    kind: 'folder',
    settings: { path, settleSeconds: 1 },
    routing: { mode: 'desk' },
  })
}

const demoArrivals = (): DemoArrival[] =>
  JSON.parse(readFileSync(new URL('./demo/incoming.json', import.meta.url), 'utf8'))

const documentOf = (arrival: DemoArrival, at: Date): Uint8Array => {
  const { format, agency, n, content, signal, note, embargoHours } = arrival
  const item = formatItemId(agency.code, 'text', dayOf(at), n)
  const version = {
    ...{ item, guid: guidOf(agency.domain, item), type: 'text' as const, number: 1, signal, state: 'usable' as const },
    ...{
      content,
      note,
      line: null,
      group: null,
      replacedBy: null,
      by: agency.name,
      seq: n,
      sentAt: at,
      firstSentAt: at,
    },
    embargo: embargoHours === null ? null : { until: new Date(at.getTime() + embargoHours * 3_600_000) },
  }
  return render(format, version, { face: 'full', notice: null, agency }).bytes
}
