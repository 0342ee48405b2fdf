import { expect, test } from 'vitest'
import type { Block } from '../../domain/body.ts'
import { withoutRepeats } from './repeated.ts'

const p = (text: string): Block => ({ kind: 'p', spans: [{ text }] })
const h2 = (text: string): Block => ({ kind: 'h2', spans: [{ text }] })
const said = { headline: 'Ferries sail', bylines: ['Ines Tallow', 'Piet Marrow'], dateline: 'Orsel' }

test('a body does not say headline, byline and place again', () => {
  const body = [h2('Ferries sail'), p('By Ines Tallow and Piet Marrow'), p('ORSEL (XN) — Ferries sail again.'), p('x')]
  expect(withoutRepeats(body, said)).toEqual([p('Ferries sail again.'), p('x')])
})

test.each([
  ['another subheading', [h2('Storms'), p('x')]],
  ['the headline as a paragraph', [p('Ferries sail'), p('x')]],
  ['somebody else’s name', [p('By Mara Quill'), p('x')]],
  ['a sentence about the place', [p('Orsel (on the lake) is calm.')]],
  ['a byline that is all there is', [p('By Ines Tallow and Piet Marrow')]],
])('%s stays', (_name, body) => {
  expect(withoutRepeats(body, said)).toEqual(body)
})
