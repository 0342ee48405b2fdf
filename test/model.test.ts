import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addSubscriber, endLicence, issueKey, setLicence } from '../src/accounts/admin.ts'
import { paragraph } from '../src/domain/body.ts'
import type { ItemId } from '../src/domain/ids.ts'
import { type Started, startedDateline } from './kit/dateline.ts'
import { content } from './kit/examples.ts'
import { type ReaderCommand, readerCommand } from './kit/reader-commands.ts'
import {
  createReaderModel,
  type ModelContract,
  type ModelEntry,
  type ModelItem,
  type ModelSignal,
  mayFollow,
} from './kit/reader-model.ts'
import { checkWords } from './kit/reader-words.ts'
import { type Frame, openStream, type StreamClient } from './kit/stream-client.ts'

let started: Started
let control: StreamClient
beforeAll(async () => {
  started = await startedDateline({ ROLES: 'api,stream' })
  const { courier, products } = started.accounts
  await setLicence(act(), {
    id: courier.licence.id,
    subscriber: courier.subscriber.id,
    products: Object.values(products),
    embargoTrust: true,
  })
  control = await openStream(started.url, courier.key.token)
  await control.until(frame => frame.event === 'scope')
  await sleep(1_500)
})
afterAll(async () => {
  control.close()
  await started.stop()
})

const act = () => ({ db: started.db, by: 'test', now: new Date() })

const run = async (commands: readonly ReaderCommand[]): Promise<void> => {
  const name = `Reader ${Math.random()}`
  const { id } = await addSubscriber(act(), { name, email: 'desk@reader.example' })
  const terms = { product: 'generalEn' as 'generalEn' | 'flash' | 'generalTr', isTrusted: false }
  const numbers = () => [started.accounts.products[terms.product]]
  let licence = await setLicence(act(), { subscriber: id, products: numbers(), from: new Date('2026-01-01') })
  const { token } = await issueKey(act(), { subscriber: id, name })
  const contract: ModelContract = { ...terms, endedAfter: null, category: null }
  const model = createReaderModel()
  const items: ModelItem[] = []
  const entries: ModelEntry[] = []
  const seen: Frame[] = []
  let stream: StreamClient | null = null
  let taken = 0
  let head = await started.db`select seq from wire_head`.then(rows => Number(rows[0]?.seq))
  let held = head

  const scopes = () => stream?.frames.filter(frame => frame.event === 'scope').length ?? 0
  const take = (): Frame[] => {
    const fresh = stream?.frames.slice(taken) ?? []
    taken += fresh.length
    for (const frame of fresh) {
      seen.push(frame)
      if (frame.event === 'scope') expect(frame.data.after, 'a scope frame goes on from the same cursor').toBe(held)
      if (frame.id === null) continue
      if (frame.event === 'entry') expect(frame.data.prev, 'prev is the cursor held').toBe(held)
      held = frame.id
    }
    return fresh
  }
  /** Waits until the reader is at the head, then holds what came against what the model says of the stretch. */
  const settle = async (from: number) => {
    if (stream === null) return
    await expect
      .poll(
        async () =>
          (await (await fetch(`${started.url}/metrics`)).text()).match(/stream_readers\{state="behind"\} (\d+)/u)?.[1],
      )
      .toBe('0')
    await sleep(10)
    const came = take().filter(frame => frame.event === 'entry')
    const expected = model.pass(
      contract,
      entries.filter(entry => entry.seq > from),
    )
    const inPlace = came.filter(frame => frame.id !== null).map(({ data }) => ({ seq: data.seq, face: data.face }))
    const unsure = new Set(
      expected.filter(each => !each.isSure && !inPlace.some(got => got.seq === each.seq)).map(each => each.seq),
    )
    expect(inPlace).toEqual(expected.filter(each => !unsure.has(each.seq)).map(({ seq, face }) => ({ seq, face })))
  }
  const open = async () => {
    const query = contract.category === null ? '' : `&category=${contract.category}`
    const connect = async () => {
      stream = await openStream(started.url, token, `?after=${held}&consumer=model${query}`)
      return stream.status
    }
    await expect.poll(connect).toBe(200)
    taken = 0
    const from = held
    await stream?.until(frame => frame.event === 'scope')
    await settle(from)
  }
  const close = async () => {
    stream?.close()
    await stream?.ended
    stream = null
  }
  const send = async (
    item: ModelItem | null,
    signal: ModelSignal,
    parts: { priority: 2 | 4; category: 'sports' | 'general'; isEmbargoed: boolean },
  ) => {
    const version = signal === 'release' ? (item?.version ?? 1) : (item?.version ?? 0) + 1
    const n = item === null ? `n${head + 1}` : `n${item.firstSeq}`
    const isFresh = signal === 'new' || signal === 'update' || signal === 'correction'
    const filed = content({
      headline: `Head ${n}v${version}h`,
      body: [paragraph(`Text ${n}v${version}b.`)],
      priority: parts.priority,
      category: parts.category,
    })
    const sent = await started.file(
      {
        signal,
        note: 'why',
        content: isFresh ? filed : null,
        embargo: signal === 'new' && parts.isEmbargoed ? { until: null } : null,
      },
      item === null ? undefined : { item: item.id as ItemId },
    )
    await control.until(frame => frame.data.seq === sent.seq && frame.event === 'entry')
    const before = entries.findLast(entry => entry.item === item)
    const products = isFresh
      ? parts.priority === 2
        ? ['generalEn', 'flash']
        : ['generalEn']
      : (before?.products ?? [])
    const now = item ?? {
      id: sent.item,
      firstSeq: sent.seq,
      state: 'usable',
      isEmbargoed: parts.isEmbargoed,
      lastSeq: 0,
      version: 0,
      everIn: new Set(),
    }
    if (item === null) items.push(now)
    if (signal === 'release') now.isEmbargoed = false
    if (signal === 'withhold') now.state = 'withheld'
    if (signal === 'kill') now.state = 'killed'
    if (signal === 'correction') now.state = 'usable'
    now.version = version
    for (const product of products) now.everIn.add(product)
    const kept = { signal, version, products, everIn: [...now.everIn], isEmbargoed: now.isEmbargoed }
    entries.push({ seq: sent.seq, item: now, category: isFresh ? parts.category : (before?.category ?? ''), ...kept })
    head = sent.seq
    await settle(head - 1)
  }
  const changed = async (change: () => Promise<unknown>) => {
    const before = scopes()
    take()
    const from = held
    await change()
    if (stream === null) await sleep(700)
    else await expect.poll(scopes, { timeout: 5_000 }).toBeGreaterThan(before)
    await settle(from)
  }

  await open()
  for (const each of commands) {
    if (each.kind === 'publish') await send(null, 'new', each)
    if (each.kind === 'follow') {
      const item = items.length === 0 ? undefined : items[each.which % items.length]
      if (item !== undefined && mayFollow(item, each.signal))
        await send(item, each.signal, { ...each, isEmbargoed: false })
    }
    if (each.kind === 'contract') {
      const { product, isTrusted } = each
      Object.assign(terms, { product, isTrusted })
      await changed(async () => {
        const named = contract.endedAfter === null ? { id: licence.id } : {}
        licence = await setLicence(act(), { ...named, subscriber: id, products: numbers(), embargoTrust: isTrusted })
        Object.assign(contract, { product, isTrusted, endedAfter: null })
      })
    }
    if (each.kind === 'end' && contract.endedAfter === null)
      await changed(async () => {
        await endLicence(act(), { licence: licence.id })
        contract.endedAfter = head
      })
    if (each.kind === 'filter') {
      const isOpen = stream !== null
      await close()
      contract.category = each.category
      if (isOpen) await open()
    }
    if (each.kind === 'away') await close()
    if (each.kind === 'back' && stream === null) await open()
  }
  if (stream === null) await open()
  await close()
  checkWords(seen, entries)
}

test('whatever is sent, changed, cut and resumed: a stream carries what the design says, and nothing else', async () => {
  const size = { minLength: 8, maxLength: 24 }
  const times = Number(process.env.MODEL_TIMES ?? 12)
  await fc.assert(fc.asyncProperty(fc.array(readerCommand, size), run), {
    seed: Number(process.env.MODEL_SEED ?? 20261123),
    numRuns: times,
    endOnFailure: true,
  })
}, 600_000)
