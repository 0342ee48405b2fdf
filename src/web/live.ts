import type { Context } from 'hono'
import type { JSX } from 'hono/jsx/jsx-runtime'

/** What a live page is told. `id` is the cursor that the reader holds afterwards, and from which it resumes. */
export type Fragment =
  /** At the top of the list; where an element with the same id attribute stands already, it is morphed in its place. */
  | { readonly kind: 'insert'; readonly id: number | string; readonly html: JSX.Element | string }
  /** In the place of the element of the page with the same id attribute: a row, a count, a band. Ignored where there is none. */
  | { readonly kind: 'replace'; readonly id: number | string; readonly html: JSX.Element | string }
  /** Nothing to show; the cursor has moved. */
  | { readonly kind: 'cursor'; readonly id: number | string }
  /** The last message: the page shows the text and does not come back by itself. */
  | { readonly kind: 'end'; readonly text: string }

/** Resolves when there is room for more. */
export type Send = (fragment: Fragment) => Promise<void>

interface Limits {
  /** A page that hears nothing for five seconds says that the connection is lost. */
  readonly heartbeatMs?: number
  /** Messages that wait for a slow reader; beyond them it is cut off, and resumes at its cursor. */
  readonly waiting?: number
}

/** The cursor that a page resumes from: `Last-Event-ID`, else `?after=`; null on neither. */
export const cursorOf = (c: Context): string | null => c.req.header('last-event-id') ?? c.req.query('after') ?? null

/** Streams fragments of HTML to a `<live-list>` as server-sent events, until the reader goes, the source returns or an `end` is sent.
 *  `source` awaits `send`, which paces it to the reader; `signal` aborts when the reader has gone. An error of the source closes the
 *  stream and is logged: the page comes back by itself. */
export const streamFragments = (
  c: Context,
  source: (send: Send, signal: AbortSignal) => Promise<void>,
  { heartbeatMs = 3_000, waiting = 1_000 }: Limits = {},
): Response => {
  const gone = new AbortController()
  const encoder = new TextEncoder()
  let beat: NodeJS.Timeout | undefined
  let roomed: (() => void)[] = []
  const close = (): void => {
    clearInterval(beat)
    gone.abort()
    for (const resolve of roomed) resolve()
    roomed = []
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (text: string): boolean => {
          if (gone.signal.aborted) return false
          if ((controller.desiredSize ?? 0) <= -waiting) {
            close()
            controller.error(new Error('the reader is too slow'))
            return false
          }
          controller.enqueue(encoder.encode(text))
          return true
        }
        const send: Send = async fragment => {
          const text = await frameOf(fragment)
          if (!write(text)) return
          if (fragment.kind === 'end') return finish()
          if ((controller.desiredSize ?? 0) <= 0) await new Promise<void>(resolve => roomed.push(resolve))
        }
        const finish = (): void => {
          if (gone.signal.aborted) return
          close()
          controller.close()
        }
        write('retry: 1000\n\n')
        beat = setInterval(() => write('event: beat\ndata:\n\n'), heartbeatMs)
        source(send, gone.signal).then(finish, (error: unknown) => {
          if (!gone.signal.aborted) c.get('log')?.error({ error }, 'live source failed')
          finish()
        })
      },
      pull() {
        for (const resolve of roomed.splice(0)) resolve()
      },
      cancel: close,
    },
    { highWaterMark: 16 },
  )
  return c.body(body, 200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'private, no-store',
    // nginx would hold messages back.
    'X-Accel-Buffering': 'no',
  })
}

/** A fragment as an event (HTML Living Standard §9.2.6). */
export const frameOf = async (fragment: Fragment): Promise<string> => {
  if (fragment.kind === 'end') return `event: end\n${dataLines(fragment.text)}\n`
  const id = `id: ${String(fragment.id).replace(/[\r\n\0]/g, '')}\n`
  if (fragment.kind === 'cursor') return `${id}event: cursor\ndata:\n\n`
  const html = String(await (await fragment.html).toString())
  return `${id}event: ${fragment.kind}\n${dataLines(html)}\n`
}

const dataLines = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map(line => `data: ${line}\n`)
    .join('')
