import { Hono } from 'hono'
import { createLog, createMetrics } from '../../src/telemetry.ts'
import { createWeb } from '../../src/web/app.ts'
import { EmptyState } from '../../src/web/components/empty-state.tsx'
import { WireList } from '../../src/web/components/wire-list.tsx'
import { type RowView, WireRow } from '../../src/web/components/wire-row.tsx'
import type { WebEnv } from '../../src/web/env.ts'
import { onFace } from '../../src/web/face.ts'
import { cursorOf, streamFragments } from '../../src/web/live.ts'
import { page } from '../../src/web/page.ts'
import { screenOf } from '../../src/web/screen.ts'
import { Shell } from '../../src/web/shell.tsx'

const longHeadline = `${'Port workers accept a pay offer after a strike of eleven days '.repeat(4)}`.slice(0, 240)
const longWord = 'Muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsin'
const headlines = ['River levels fall for a third day', longHeadline, longWord, 'انخفاض منسوب النهر لليوم الثالث']

export const rowOf = (n: number, headline = headlines[n % 4] ?? ''): RowView => ({
  id: `row-${n}`,
  href: `/portal/items/${n}`,
  at: new Date(Date.UTC(2026, 10, 23, 9, 0, n)),
  signal: 'new',
  state: n % 7 === 3 ? 'killed' : 'usable',
  priority: ([4, 1, 2, 3] as const)[n % 4] ?? 4,
  headline,
  language: n % 4 === 3 ? 'ar' : 'en',
  dateline: 'LARNIKA',
  category: 'general',
  words: 300,
  version: 1,
  embargo: n % 5 === 2 ? { until: new Date('2026-11-23T15:00:00Z') } : null,
})

/** A portal of one live list, without a wire behind it: `send` puts a row on it, and all pages hear of it. */
export const livePortal = (count: number) => {
  const sent: { id: number; kind: 'insert' | 'replace'; row: RowView }[] = []
  const waiting = new Set<() => void>()
  const portal = new Hono<WebEnv>()
  portal.use(onFace('portal'))
  portal.get('/', c => {
    const screen = screenOf(c)
    const rows = Array.from({ length: count }, (_, i) => rowOf(count - 1 - i))
    return page(
      c,
      <Shell
        screen={screen}
        title="Wire"
        nav={[{ href: '/portal', label: 'Wire', icon: 'wire', current: true, key: 'w', phone: true, count: 3 }]}
        account={{ name: 'Selin Aydın', signOut: '/portal/out' }}
        search={{ action: '/portal' }}
      >
        <h1 class="visually-hidden">Wire</h1>
        <WireList
          screen={screen}
          label="Wire"
          live={{ src: '/portal/live', after: 0 }}
          max={count + 20}
          empty={<EmptyState icon="wire" title="Quiet" />}
        >
          {rows.map(row => (
            <WireRow screen={screen} row={row} />
          ))}
        </WireList>
      </Shell>,
    )
  })
  portal.get('/live', c => {
    const screen = screenOf(c)
    let after = Number(cursorOf(c) ?? 0)
    return streamFragments(c, async (send, signal) => {
      while (!signal.aborted) {
        for (const { id, kind, row } of sent.filter(each => each.id > after)) {
          await send({ kind, id, html: <WireRow screen={screen} row={row} /> })
          after = id
        }
        await new Promise<void>(resolve => {
          waiting.add(resolve)
          signal.addEventListener('abort', () => resolve())
        })
      }
    })
  })
  portal.get('/items/:n', c => c.text(`item ${c.req.param('n')}`))
  const app = createWeb(
    {
      publicUrl: 'http://127.0.0.1:8080',
      trustProxy: false,
      timeZone: 'Europe/Istanbul',
      agencyName: 'Meridian',
      agencyCode: 'mrd',
      agencyDomain: 'meridian.example',
      agencyContact: 'desk@meridian.example',
    },
    createLog('silent'),
    createMetrics(),
  )
  app.route('/portal', portal)
  const send = (row: RowView, kind: 'insert' | 'replace' = 'insert'): void => {
    sent.push({ id: sent.length + 1, kind, row })
    for (const wake of waiting) wake()
    waiting.clear()
  }
  return { app, send }
}
