import { expect, test } from 'vitest'
import { linksOf } from '../links.ts'
import { hubOf } from './feed-hub.ts'

const said = (body: string, link?: string) => ({
  status: 200,
  headers: link === undefined ? {} : { link },
  bytes: Buffer.from(body),
  url: 'https://news.example/feeds/all',
  movedTo: null,
  retryAfterMs: null,
})
const offer = { hub: 'https://hub.example/', topic: 'https://news.example/feeds/all.xml' }

test.each([
  ['Link headers', said('<rss/>', '<https://hub.example/>; rel="hub", </feeds/all.xml>; rel=self')],
  ['Atom', said('<feed><link rel="hub" href="https://hub.example/"/><link href="all.xml" rel="self"/></feed>')],
  [
    'RSS',
    said(
      `<rss><channel><atom:link rel='hub' href='https://hub.example/' /><atom:link rel="self" href="/feeds/all.xml"/></channel></rss>`,
    ),
  ],
  ['JSON Feed', said('{"feed_url":"/feeds/all.xml","hubs":[{"type":"WebSub","url":"https://hub.example/"}]}')],
])('a hub is found in %s', (_, document) => expect(hubOf(document)).toEqual(offer))

test('a feed that does not name itself is known by its address; one without a hub has none', () => {
  expect(hubOf(said('<feed><link rel="hub" href="https://hub.example/"/></feed>'))).toEqual({
    hub: 'https://hub.example/',
    topic: 'https://news.example/feeds/all',
  })
  expect(hubOf(said('<feed><link rel="self" href="/x"/></feed>'))).toBeNull()
  expect(hubOf(said('<feed><entry><link rel="hub" href="https://hub.example/"/></entry></feed>'))).toBeNull()
  expect(hubOf(said('{"hubs":7'))).toBeNull()
})

test('the links of a header are read with any parameters, and what is no link is left out', () => {
  expect(
    linksOf('<https://a.example/?x=1,2>; title="a, b"; rel="next prev", nonsense, </b>; rel=last', 'https://c.example'),
  ).toEqual([
    { href: 'https://a.example/?x=1,2', rel: 'next' },
    { href: 'https://a.example/?x=1,2', rel: 'prev' },
    { href: 'https://c.example/b', rel: 'last' },
  ])
  expect(linksOf(undefined, 'https://c.example')).toEqual([])
  expect(linksOf('<::::>; rel=next', 'not an address')).toEqual([])
})
