import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatToken, readBasic, readBearer } from './api-header.ts'

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
const claim = { id: '3001001', secret: 'a1b2c3' }

test.each([
  ['Bearer dlk_3001001_a1b2c3', claim],
  ['bearer   dlk_3001001_a1b2c3 ', claim],
  ['Bearer dlk_3001001_a_b-c', { id: '3001001', secret: 'a_b-c' }],
  ['Bearer dlk_3001001_', null],
  ['Bearer dlk_0001001_a1b2c3', null],
  ['Bearer 3001001_a1b2c3', null],
  ['Bearer', null],
  ['Basic dlk_3001001_a1b2c3', null],
  ['', null],
  [null, null],
  [undefined, null],
  [`Bearer dlk_3001001_${'a'.repeat(5000)}`, null],
])('a bearer header %j reads as %j', (header, expected) => expect(readBearer(header)).toEqual(expected))

test.each([
  [basic('3001001:a1b2c3'), claim],
  [basic('3001001:a:b:c'), { id: '3001001', secret: 'a:b:c' }],
  [basic('3001001:şifre'), { id: '3001001', secret: 'şifre' }],
  [basic('3001001:a1b2c3').replace('Basic', 'BASIC'), claim],
  [basic('3001001:'), null],
  [basic(':a1b2c3'), null],
  [basic('3001001'), null],
  [basic('name@agency.example:a1b2c3'), null],
  ['Basic !!!', null],
  ['Basic', null],
  [null, null],
  [basic(`3001001:${'a'.repeat(5000)}`), null],
])('a basic header %j reads as %j', (header, expected) => expect(readBasic(header)).toEqual(expected))

describe('whatever is sent', () => {
  const id = fc.integer({ min: 1_000_000, max: 9_999_999 }).map(String)
  const header = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 2000 }),
    fc.string().map(text => `Bearer ${text}`),
    fc.string().map(text => `Bearer dlk_${text}`),
    fc.string({ unit: 'binary' }).map(basic),
    fc.uint8Array().map(bytes => `Basic ${Buffer.from(bytes).toString('base64')}`),
  )

  test('a header reads as a well-formed claim or as none, and never throws', () => {
    fc.assert(
      fc.property(header, text => {
        for (const read of [readBearer(text), readBasic(text)]) {
          if (read === null) continue
          expect(read.id).toMatch(/^[1-9]\d{6}$/)
          expect(read.secret.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('a token reads as what it was made of, and so does any password that Basic can carry', () => {
    const word = fc.stringMatching(/^[\w-]{1,40}$/)
    fc.assert(
      fc.property(id, word, (each, secret) => {
        expect(readBearer(`Bearer ${formatToken({ id: each, secret })}`)).toEqual({ id: each, secret })
      }),
    )
    fc.assert(
      fc.property(id, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (each, secret) => {
        expect(readBasic(basic(`${each}:${secret}`))).toEqual({ id: each, secret })
      }),
    )
  })
})
