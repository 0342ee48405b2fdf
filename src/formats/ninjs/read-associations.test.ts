import { describe, expect, test } from 'vitest'
import { noDefaults, type Reading } from '../reading.ts'
import { readNinjs } from './read.ts'

const read = (value: unknown): Reading => readNinjs(value, { bytes: Buffer.from(''), text: '', defaults: noDefaults })

describe('what stands inside an item', () => {
  const picture = {
    ...{ guid: 'pic-1', type: 'picture', headline: 'The ferry', version: '2' },
    renditions: {
      original: { href: 'https://u:p@x.example/1.jpg?a=1&token=abc', mimetype: 'image/jpeg', width: '640' },
    },
  }
  const story = {
    guid: 'story-1',
    type: 'text',
    language: 'en',
    headline: 'Ferries sail',
    body_html: '<p>They sail.</p>',
  }

  test('a picture with files of its own is an item of its own, in the group of the story', () => {
    const [text, inside, ...more] = read({ ...story, associations: { featuremedia: picture, gone: null } }).items
    expect(more).toEqual([])
    expect([text?.group, inside?.group, inside?.id]).toEqual(['story-1', 'story-1', 'pic-1'])
    expect(inside?.renditions[0]).toMatchObject({
      href: 'https://x.example/1.jpg?a=1',
      widthPixels: 640,
      contentType: 'image/jpeg',
    })
    expect(inside?.language).toBe('en')
  })

  test('it waits for what the story waits for', () => {
    const of = (more: object) => read({ ...story, ...more, associations: { featuremedia: picture } }).items[1]
    expect(of({ embargoed: '2026-11-24T06:00:00Z' })?.embargo).toEqual({ until: new Date('2026-11-24T06:00:00Z') })
    expect(of({ embargoed: 'soon' })?.holds.map(({ code }) => code)).toEqual(['unreadable-embargo'])
    expect(of({ pubstatus: 'odd' })?.holds.map(({ code }) => code)).toEqual(['unknown-status'])
    expect(of({ pubstatus: 'canceled' })?.holds[0]?.detail).toBe('the item that it stands in is taken back')
  })

  test('a mere reference is a member of a package, and is lost in a text', () => {
    const associations = { main: { guid: 'text-1', type: 'text', headline: 'One', version: 3 } }
    expect(read({ ...story, type: 'composite', associations }).items[0]?.members).toEqual([
      { guid: 'text-1', type: 'text', headline: 'One', version: 3 },
    ])
    const [text] = read({ ...story, associations }).items
    expect(text?.members).toEqual([])
    expect(text?.remarks.map(({ detail }) => detail)).toContain('a reference to text-1 alone')
  })

  test('one without an id has one made of the story and its place, the same each time', () => {
    const { guid: _, ...nameless } = picture
    expect(read({ ...story, associations: { featured: nameless } }).items[1]?.id).toBe('story-1#featured')
    expect(read({ ...story, associations: [{ ...nameless, uri: null }] }).items[1]?.id).toBe('story-1#1')
  })

  test('items inside items are read four deep', () => {
    const deep = (n: number): object => ({ ...picture, guid: `p${n}`, associations: n === 0 ? {} : { a: deep(n - 1) } })
    expect(read({ ...story, associations: { a: deep(20) } }).items).toHaveLength(5)
  })
})
