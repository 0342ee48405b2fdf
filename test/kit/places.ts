import { expect } from 'vitest'
import { kitPassword } from './accounts.ts'
import type { Started } from './dateline.ts'
import { openStream } from './stream-client.ts'

/** What a place shows of an item, as text: markup and escapes taken away. */
interface Read {
  readonly name: string
  readonly read: string
}

/** The five places where an item can be read: four of a subscriber who holds everything, and the public website. */
export interface Places {
  /** Stream, pull, HAS and portal, each once it has come as far as this entry. */
  subscribers(item: string, seq: number): Promise<Read[]>
  site(item: string): Promise<{ status: number; story: string; lists: string[] }>
  close(): void
}

export const placesOf = async (started: Started): Promise<Places> => {
  const { url, accounts } = started
  const { token, credential, secret } = accounts.courier.key
  const stream = await openStream(url, token, '?after=0')
  const cookie = await signIn(url, 'portal', accounts.courier.user.email)
  const bearer = { Authorization: `Bearer ${token}` }
  const basic = { Authorization: `Basic ${Buffer.from(`${credential.id}:${secret}`).toString('base64')}` }
  const text = async (address: string, headers: Record<string, string> = {}) =>
    (await fetch(`${url}${address}`, { headers })).text()

  return {
    async subscribers(item, seq) {
      const frame = await stream.until(each => each.id === seq && each.event === 'entry')
      const pulled = (await (
        await fetch(`${url}/v1/entries?after=${seq - 1}&limit=1`, { headers: bearer })
      ).json()) as { entries: unknown[] }
      await expect.poll(() => searchHas(url, basic), { timeout: 10_000 }).toContain(item)
      return [
        { name: 'stream', read: readable(JSON.stringify(frame.data.document)) },
        { name: 'pull', read: readable(JSON.stringify(pulled.entries[0])) },
        { name: 'item', read: await text(`/v1/items/${item}`, { ...bearer, Accept: 'text/plain' }) },
        { name: 'HAS', read: readable(await text(`/abone/document/${item}/newsml29`, basic)) },
        { name: 'portal', read: readable(await text(`/portal/items/${item}`, { Cookie: cookie })) },
      ]
    },
    async site(item) {
      const [row] = await started.db<{ slug: string }[]>`select slug from item where id = ${item}`
      const answer = await fetch(`${url}/en/story/${row?.slug}`)
      const lists = await Promise.all(
        ['/en', '/en/politics', '/en/feed.xml', '/en/politics/feed.xml', '/sitemap.xml'].map(page => text(page)),
      )
      return { status: answer.status, story: readable(await answer.text()), lists: lists.map(readable) }
    },
    close: () => stream.close(),
  }
}

const searchHas = async (url: string, headers: Record<string, string>): Promise<string> =>
  (
    await fetch(`${url}/abone/search`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ start_date: '*', end_date: 'NOW', limit: '100' }),
    })
  ).text()

/** Signs in with the real form. @returns the session cookie */
const signIn = async (url: string, realm: 'desk' | 'portal', email: string): Promise<string> => {
  const answer = await fetch(`${url}/${realm}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: url, 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ email, password: kitPassword }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0]
  if (cookie === undefined) throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`)
  return cookie
}

/** Takes away what markup and escaping add, twice, since HAS escapes HTML inside XML. */
const readable = (text: string): string =>
  withoutEscapes(withoutEscapes(text.replaceAll(/\\"/g, '"').replaceAll(/\\n/g, '\n')).replaceAll(/<[^>]*>/g, ' '))

const withoutEscapes = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/&quot;|&#34;/g, '"')
    .replaceAll(/&#39;|&apos;|&#x27;/g, "'")
    .replaceAll('&amp;', '&')
