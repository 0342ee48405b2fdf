import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Category, Priority } from '../domain/taxonomy.ts'
import type { Content } from '../domain/version.ts'
import { contentOfAsset } from '../media/content-of.ts'
import { type Taking, takeFile } from '../media/take.ts'
import { type Asset, assetOf } from '../store/asset.ts'
import type { Log } from '../telemetry.ts'
import { parseFiling } from '../wire/filing.ts'
import { type Publisher, publish } from '../wire/publish.ts'
import { demoPeople } from './demo-people.ts'
import { readDemoRecord, writeDemoRecord } from './demo-record.ts'

/** A file of the demo and what is said of it; all of them are drawn. */
interface DemoMedia {
  readonly key: string
  readonly file: string
  /** The story that it belongs to; null: it stands alone. */
  readonly story: string | null
  readonly category: Category
  readonly priority: Priority
  readonly keywords: readonly string[]
  /** What the file does not say itself. */
  readonly content?: Pick<Content, 'language' | 'headline' | 'dateline' | 'bylines' | 'body'>
}

const demoMedia = (): DemoMedia[] => JSON.parse(readFileSync(new URL('./demo/media.json', import.meta.url), 'utf8'))

/** The keys of the stories that have pictures, under which they are grouped. */
export const demoGroups = (): ReadonlySet<string> => new Set(demoMedia().flatMap(({ story }) => story ?? []))

/**
 * Brings the pictures, the video, the graphic and the table of the demo in and sends each as soon as it is ready, beside the running server: the first
 * starts without them. Safe at every start; what was begun and killed goes on.
 * @param signal ends it @returns whether all have been sent
 */
export const sendDemoMedia = async (
  taking: Taking,
  { publisher, dataDir, log, signal }: { publisher: Publisher; dataDir: string; log: Log; signal: AbortSignal },
): Promise<boolean> => {
  const record = readDemoRecord(dataDir)
  if (record === null || record.hasMedia !== false) return record?.hasMedia === true
  for (const media of demoMedia()) {
    const path = fileURLToPath(new URL(`./demo/media/${media.file}`, import.meta.url))
    const taken = await takeFile(taking, {
      path,
      fileName: media.file,
      addedBy: 'demo',
      id: `ast_demo${media.key.replace('-', '')}00`,
    })
    const asset = await whenDone(taking, taken, signal)
    if (asset === null) return false
    if (asset.state === 'ready') await send(publisher, media, asset)
    else log.warn({ file: media.file, remark: asset.remark }, 'a file of the demo could not be made ready')
  }
  writeDemoRecord(dataDir, { ...record, hasMedia: true })
  return true
}

const send = async (publisher: Publisher, media: DemoMedia, asset: Asset): Promise<void> => {
  const { key, story, category, priority, keywords } = media
  const content = { ...contentOfAsset(asset, { language: 'en', category, priority }), keywords, ...media.content }
  const by = demoPeople().staff.find(({ role }) => role === 'editor')?.name
  const filing = parseFiling({ signal: 'new', content, group: story, by })
  await publish(publisher, { filing, item: null, expects: null, type: asset.type, key: `demo:media:${key}` })
}

const lookEveryMs = 200

/** The upload once nothing is left to be made; null where it was ended before. */
const whenDone = async ({ db }: Taking, { id }: Asset, signal: AbortSignal): Promise<Asset | null> => {
  for (;;) {
    if (signal.aborted) return null
    const asset = await assetOf(db, id)
    if (asset !== null && asset.state !== 'waiting') return asset
    await sleep(lookEveryMs, undefined, { signal }).catch(() => {})
  }
}
