import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { paragraph } from '../../domain/body.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Category, Language, Priority } from '../../domain/taxonomy.ts'
import { guessLanguage } from '../../formats/language.ts'
import { assetJson } from '../../media/asset-json.ts'
import { contentOfAsset, requireReady } from '../../media/content-of.ts'
import { type Asset, type AssetType, assetOf, isAssetId } from '../../store/asset.ts'
import type { Db } from '../../store/db.ts'
import type { DraftContent } from '../../store/draft-fields.ts'
import { parseFiling } from '../../wire/filing.ts'
import { publish } from '../../wire/publish.ts'
import { withMediaRoom } from './media-room.ts'
import { byCommandLine, type Office } from './office.ts'
import { type Answer, Shortfall, type Terminal, UsageError } from './terminal.ts'

/** What is said of files beside themselves. */
export interface AddOptions {
  readonly as?: AssetType
  readonly send?: boolean
  readonly headline?: string
  readonly caption?: string
  readonly alt?: string
  readonly credit?: string
  readonly category?: Category
  readonly priority?: Priority
  readonly language?: Language
  readonly group?: string
  readonly key?: string
}

/** Takes files in one after another, waits until they are ready, and broadcasts each where that is asked for. @throws Refusal, UsageError */
export const addFiles = async (office: Office, files: readonly string[], options: AddOptions): Promise<Answer> => {
  if (options.key !== undefined && files.length > 1) throw new UsageError('--key goes with one file')
  for (const file of files) await requireFile(file)
  return withMediaRoom(office, async ({ take }) => {
    const answers: Answer[] = []
    for (const file of files) {
      const asset = await madeReady(
        office.db,
        await take({ path: file, fileName: basename(file), as: options.as ?? null }),
      )
      answers.push(options.send === true ? await sendAsset(office, asset, options) : shownAsset(asset))
    }
    return { json: answers.map(({ json }) => json), text: answers.map(({ text }) => text).join('\n\n') }
  })
}

const mostWaitMs = 3 * 3_600_000
const lookAgainMs = 250

/** @throws Refusal `media-not-ready` with why */
const madeReady = async (db: Db, { id }: Asset): Promise<Asset> => {
  for (const until = performance.now() + mostWaitMs; performance.now() < until; await sleep(lookAgainMs)) {
    const asset = await requireAsset(db, id)
    if (asset.state !== 'waiting') break
  }
  const [ready] = await requireReady(db, [id])
  return ready ?? requireAsset(db, id)
}

const sendAsset = async ({ db, publisher }: Office, asset: Asset, options: AddOptions): Promise<Answer> => {
  const content = contentSaid(asset, options)
  const filing = parseFiling({ signal: 'new', content, group: options.group, by: byCommandLine })
  const sent = await publish(publisher, {
    filing,
    item: null,
    expects: null,
    type: asset.type,
    key: options.key ?? null,
  })
  const shown = shownAsset(await requireAsset(db, asset.id))
  return {
    json: { seq: sent.seq, at: sent.at, item: sent.item, version: sent.version, asset: shown.json },
    text: `${sent.item}  version ${sent.version}  new  entry ${sent.seq}  ${content.headline}\n${shown.text}`,
  }
}

/** What the file says of itself, and over it what is said here. @throws Refusal `bad-input` naming what nothing says */
const contentSaid = (asset: Asset, options: AddOptions): DraftContent => {
  const { headline, caption, alt, credit, category = 'general', priority, language } = options
  const words = [headline ?? asset.facts.headline ?? '', caption ?? asset.facts.caption ?? ''].join('\n')
  const guessed = language ?? guessLanguage(words) ?? ''
  const content = contentOfAsset(asset, {
    language: guessed,
    category,
    ...(priority === undefined ? {} : { priority }),
  })
  const said = {
    ...content,
    language: language ?? content.language,
    headline: headline ?? content.headline,
    body: caption === undefined ? content.body : [paragraph(caption)],
    ...(content.media === undefined
      ? {}
      : { media: { ...content.media, altText: alt ?? content.media.altText, credit: credit ?? content.media.credit } }),
  }
  if (said.headline.trim() === '')
    throw new Refusal('bad-input', `headline: ${asset.fileName} has none; say it with --headline`, {
      field: 'headline',
    })
  if (said.language === '')
    throw new Refusal('bad-input', 'language: the words do not tell; say it with --language', { field: 'language' })
  return said
}

/** @throws Refusal `not-found` */
export const requireAsset = async (db: Db, id: string): Promise<Asset> => {
  const asset = isAssetId(id) ? await assetOf(db, id) : null
  if (asset === null) throw new Refusal('not-found', `id: there is no upload ${id}`, { field: 'id' })
  return asset
}

/** An upload for a person, a line for each of its files. */
export const shownAsset = (asset: Asset): Answer => {
  const { id, state, type, contentType, sizeBytes, fileName, remark, renditions } = asset
  const lines = [
    `${id}  ${state}  ${type}  ${contentType}  ${sizeBytes} bytes  ${fileName}`,
    ...(remark === null ? [] : [`  ${remark}`]),
    ...renditions.map(
      ({ role, contentType: kind, sizeBytes: bytes, widthPixels, heightPixels }) =>
        `  ${role.padEnd(8)}  ${kind}  ${bytes} bytes${widthPixels === null ? '' : `  ${widthPixels} × ${heightPixels}`}`,
    ),
  ]
  return { json: assetJson(asset), text: lines.join('\n') }
}

/** Says of each file what it is, or why it would be refused. @throws Shortfall where one would be */
export const checkFiles = async (
  files: readonly string[],
  { terminal, isJson }: { readonly terminal: Terminal; readonly isJson: boolean },
): Promise<void> => {
  const { openWorkshop } = await import('../../media/make/open-workshop.ts')
  const workshop = openWorkshop()
  let refused = 0
  try {
    for (const file of files) {
      await requireFile(file)
      const said = await workshop.inspect({ path: file, fileName: basename(file) }).catch(refusalOf)
      if (said instanceof Refusal) refused++
      terminal.stdout.write(`${isJson ? JSON.stringify({ file, ...jsonOf(said) }) : `${file}: ${wordsOf(said)}`}\n`)
    }
  } finally {
    await workshop.stop()
  }
  if (refused > 0) throw new Shortfall(`${refused} of ${files.length} files would be refused`)
}

type Inspected = Awaited<ReturnType<import('../../media/make/workshop.ts').Workshop['inspect']>>

const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error
  throw error
}

const jsonOf = (said: Inspected | Refusal) => {
  if (said instanceof Refusal) return { taken: false, code: said.code, reason: said.message }
  const { packets: _, ...rest } = said
  return { taken: true, ...rest }
}

const wordsOf = (said: Inspected | Refusal): string => {
  if (said instanceof Refusal) return `refused (${said.code}): ${said.message}`
  const { type, contentType, widthPixels, heightPixels, durationSeconds, facts } = said
  const parts = [
    `${type}, ${contentType}`,
    ...(widthPixels === null ? [] : [`${widthPixels} × ${heightPixels}`]),
    ...(durationSeconds === null ? [] : [`${durationSeconds} s`]),
    ...(facts.headline === null ? [] : [`"${facts.headline}"`]),
  ]
  return parts.join(', ')
}

/** @throws UsageError */
const requireFile = async (file: string): Promise<void> => {
  const found = await stat(file).catch(() => null)
  if (found === null) throw new UsageError(`${file} cannot be read: there is no such file`)
  if (!found.isFile()) throw new UsageError(`${file} cannot be read: it is no file`)
}
