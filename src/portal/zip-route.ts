import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Context, Hono } from 'hono'
import { offerTo } from '../channels/media/offering.ts'
import { textOfBody } from '../domain/body.ts'
import { Refusal } from '../domain/refusal.ts'
import { dispositionOf } from '../media/disposition.ts'
import { type Offered, type Taker, taken } from '../media/offer.ts'
import { type Served, totalBytes } from '../media/serve.ts'
import { type ZipFile, zipOf } from '../media/zip.ts'
import { alreadySent } from '../web/already-sent.ts'
import type { WebEnv } from '../web/env.ts'
import type { Bundle } from './bundle.ts'
import type { Portal } from './env.ts'
import { extrasOf } from './extras.ts'
import { readingOf } from './item-reading.ts'
import type { Story } from './story.ts'
import { givingOf, takerOf } from './taker.ts'
import { visitOf } from './visit.ts'

/** A reader who takes nothing for so long is let go. */
const idleMs = 60_000

/** `/portal/items/{id}/zip`: what belongs to a story as one archive, with a text of what is to be printed with each file. */
export const zipRoutes = (portal: Portal): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/items/:id/zip', c => giveAll(portal, c))
  return routes
}

const giveAll = async (portal: Portal, c: Context<WebEnv>): Promise<Response> => {
  const visit = visitOf(portal, c)
  const { outgoing: response } = c.env
  if (response === undefined) throw new Error('files are given out by a server only')
  const reading = await readingOf(portal, c, visit, 'view')
  const { bundle } = await extrasOf(portal, visit, reading)
  if (bundle === null) throw new Refusal('not-found', 'there are no two files here that may be taken together')
  const name = `${reading.story.view.item.replaceAll(':', '_')}.zip`
  response.setHeader('X-Request-Id', c.get('requestId'))
  const headers = {
    'Content-Type': 'application/zip',
    'Content-Disposition': dispositionOf('attachment', name),
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
  if (c.req.method === 'HEAD') {
    response.writeHead(200, headers).end()
    return alreadySent(c)
  }
  const taker = takerOf(portal, visit)
  const counted = await countAll(portal, taker, bundle)
  response.writeHead(200, headers)
  response.setTimeout(idleMs, () => void response.destroy())
  // Whoever goes away while it is written ends the reading of the files too.
  await pipeline(Readable.from(zipOf(filesOf(portal, taker, counted))), response).catch(error => {
    if (!response.destroyed) response.destroy()
    if (!isGone(error)) c.get('log').error({ error }, 'an archive was broken off')
  })
  return alreadySent(c)
}

const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(String(error.code))

interface Counted {
  readonly story: Story
  readonly offer: Offered
}

/** Counts each before the first byte goes out, in order, until the downloads of the day are used up. @throws Refusal where there is none */
const countAll = async (portal: Portal, taker: Taker, { files }: Bundle): Promise<Counted[]> => {
  const counted: Counted[] = []
  let why: Refusal | null = null
  for (const { story, line } of files) {
    try {
      const offer = await offerTo(givingOf(portal), taker, { item: story.view.item, role: line.file.role })
      await taken(portal.db, taker, offer, portal.clock())
      counted.push({ story, offer })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      why = error
    }
  }
  if (counted.length === 0) throw why ?? new Refusal('not-found', 'there is nothing to take')
  return counted
}

/** The files, each looked at once more when its turn comes: what was taken back meanwhile is left out. Their captions follow them. */
async function* filesOf(portal: Portal, taker: Taker, counted: readonly Counted[]): AsyncGenerator<ZipFile> {
  const captions: string[] = []
  const modified = portal.clock()
  for (const { story, offer } of counted) {
    const asked = { item: offer.version.item, role: offer.rendition.role }
    const still = await offerTo(givingOf(portal), taker, asked).catch((error: unknown) => {
      if (error instanceof Refusal) return error
      throw error
    })
    if (still instanceof Refusal) {
      captions.push(`[${asked.item}] ${still.message}\n`)
      continue
    }
    const served = await portal.media.served(still)
    captions.push(captionOf(served.fileName, story))
    yield {
      ...{ name: served.fileName, modified: served.lastModified, sizeBytes: totalBytes(served) },
      open: () => bytesOf(served),
    }
  }
  const text = Buffer.from(captions.join('\n'))
  const open = async () => Readable.from([text])
  yield { name: 'captions.txt', modified, sizeBytes: text.length, open }
}

const bytesOf = async ({ blobs, digest, prefix, skipBytes = 0, sizeBytes }: Served): Promise<AsyncIterable<Buffer>> => {
  const kept = await blobs.read(digest, { first: skipBytes, last: sizeBytes - 1 })
  return (async function* () {
    if (prefix !== undefined) yield prefix
    yield* kept as AsyncIterable<Buffer>
  })()
}

const captionOf = (fileName: string, { view }: Story): string =>
  [
    ...[fileName, view.headline, textOfBody(view.body), view.media?.credit ?? view.bylines.join(', ')],
    ...[view.rights?.notice, view.rights?.terms],
  ]
    .filter(line => line)
    .map(line => `${line}\n`)
    .join('')
