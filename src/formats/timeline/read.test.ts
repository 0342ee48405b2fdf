import { expect, test } from 'vitest'
import { textOfBody } from '../../domain/body.ts'
import { noDefaults, type ReadItem, Unreadable } from '../reading.ts'
import { readTimeline } from './read.ts'

const author = {
  acct: 'harbour',
  username: 'harbour',
  display_name: 'Orsel Harbour',
  url: 'https://posts.example/@harbour',
}
const post = {
  id: '113000000000000001',
  created_at: '2026-11-23T09:00:00.000Z',
  edited_at: null,
  uri: 'https://posts.example/users/harbour/statuses/113000000000000001',
  url: 'https://posts.example/@harbour/113000000000000001',
  content: '<p>The morning ferry leaves at <strong>seven</strong>.</p><p>Tickets as before.</p><script>x()</script>',
  spoiler_text: '',
  language: 'en',
  account: author,
  media_attachments: [],
  reblog: null,
  poll: null,
}

const read = (value: unknown): ReadItem => {
  const bytes = Buffer.from(JSON.stringify(value))
  const { items } = readTimeline(value, { bytes, text: bytes.toString(), defaults: noDefaults })
  const [item] = items
  if (item === undefined) throw new Error('nothing was read')
  return item
}

test('a post is an item of its author with its address as the source', () => {
  const item = read(post)
  expect(item).toMatchObject({
    id: post.uri,
    version: post.created_at,
    signal: 'new',
    provider: 'Orsel Harbour @harbour@posts.example',
    bylines: ['Orsel Harbour'],
    language: 'en',
    headline: 'The morning ferry leaves at seven. Tickets as before.',
    sources: [{ name: '@harbour@posts.example', uri: post.url }],
    url: post.url,
    firstCreated: new Date(post.created_at),
    holds: [],
  })
  expect(textOfBody(item.body)).toBe('The morning ferry leaves at seven.\n\nTickets as before.')
  expect(item.remarks).toContainEqual({ kind: 'lost', field: 'body', detail: '<script> with all in it' })
})

test('an edited post is an update with the time of the edit as its version', () => {
  const item = read({ ...post, edited_at: '2026-11-23T10:00:00.000Z' })
  expect(item).toMatchObject({ id: post.uri, version: '2026-11-23T10:00:00.000Z', signal: 'update' })
  expect(item.versionCreated).toEqual(new Date('2026-11-23T10:00:00Z'))
})

test('a deletion is a kill of the same item that says when it was noticed', () => {
  const item = read({
    deleted: post.id,
    ...{ uri: post.uri, url: post.url, account: author, created_at: post.created_at },
    noticed_at: '2026-11-24T08:00:00.000Z',
  })
  expect(item).toMatchObject({
    id: post.uri,
    version: '2026-11-24T08:00:00.000Z',
    signal: 'kill',
    note: 'deleted by its author, noticed 2026-11-24T08:00:00.000Z',
    body: [],
    holds: [],
    provider: 'Orsel Harbour @harbour@posts.example',
  })
})

test('pictures become renditions, and what their author says of them stands in the note', () => {
  const item = read({
    ...post,
    media_attachments: [
      {
        type: 'image',
        url: 'https://files.example/a.jpg',
        preview_url: 'https://files.example/small/a.jpg',
        description: 'A white ferry at the quay',
        meta: { original: { width: 1600, height: 900 }, small: { width: 400, height: 225 } },
      },
      {
        type: 'video',
        url: 'https://files.example/b.mp4',
        meta: { original: { width: 640, height: 360, duration: 12.5 } },
      },
      { type: 'unknown', url: 'javascript:alert(1)' },
    ],
  })
  expect(item.renditions.map(({ role, href, contentType }) => [role, href, contentType])).toEqual([
    ['original', 'https://files.example/a.jpg', 'image/jpeg'],
    ['preview', 'https://files.example/small/a.jpg', 'image/jpeg'],
    ['original', 'https://files.example/b.mp4', 'video/mp4'],
  ])
  expect(item.renditions[0]).toMatchObject({ widthPixels: 1600, heightPixels: 900 })
  expect(item.renditions[2]).toMatchObject({ durationSeconds: 12.5 })
  expect(item.note).toBe('image: A white ferry at the quay')
})

test('a post that is passed on has the words of the first author and names both', () => {
  const other = { acct: 'office@towns.example', display_name: 'Town Office', url: 'https://towns.example/@office' }
  const boosted = { ...post, uri: 'https://towns.example/1', url: 'https://towns.example/@office/1', account: other }
  const item = read({ ...post, content: '', reblog: { ...boosted, content: '<p>The bridge is open.</p>' } })
  expect(item).toMatchObject({
    id: post.uri,
    provider: 'Orsel Harbour @harbour@posts.example',
    bylines: ['Town Office'],
    note: '@harbour@posts.example passes on a post of @office@towns.example',
    sources: [
      { name: '@harbour@posts.example', uri: post.url },
      { name: '@office@towns.example', uri: 'https://towns.example/@office/1' },
    ],
  })
  expect(textOfBody(item.body)).toBe('The bridge is open.')
})

test('polls, quotations and content warnings are kept and noted', () => {
  const item = read({
    ...post,
    spoiler_text: 'Timetable',
    sensitive: true,
    poll: { options: [{ title: 'Seven' }, { title: 'Eight' }] },
    quote: { state: 'accepted', quoted_status: { url: 'https://posts.example/@x/9' } },
  })
  expect(item.deck).toBe('Timetable')
  expect(textOfBody(item.body)).toContain('Seven\nEight')
  expect(item.note).toBe('quotes https://posts.example/@x/9')
  expect(item.remarks.map(each => each.field)).toEqual(expect.arrayContaining(['quote', 'poll', 'sensitive']))
})

test('whatever is in the members of a post, reading it ends in an item or a reason', () => {
  const junk = [null, 0, '', [], {}, [null], [[]], 'x'.repeat(10_000), true]
  for (const value of junk) {
    const changed = Object.fromEntries(Object.keys(post).map(name => [name, value]))
    for (const name of Object.keys(post)) {
      try {
        expect(read({ ...post, [name]: value }).signal).toBeDefined()
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable)
      }
    }
    expect(() => read(changed)).toThrow(Unreadable)
  }
})
