import type { Writable } from '../document.ts'
import type { Rendering } from '../rendering.ts'
import { shown } from '../shown.ts'
import { modernDocument } from './write.ts'

/** A ninjs 2.2 document: 3.1 with names in lower case, `embargoed`, and associations that have no `rel`. */
export const writeNinjs22 = (version: Writable, rendering: Rendering): string => {
  const {
    embargoedUntil,
    associations,
    standard: _,
    ...rest
  } = modernDocument(shown(version, rendering), rendering.agency)
  return JSON.stringify({
    standard: { name: 'ninjs', version: '2.2', schema: 'https://www.iptc.org/std/ninjs/ninjs-schema_2.2.json' },
    ...inLowerCase(rest),
    embargoed: embargoedUntil,
    associations: associations === undefined ? undefined : inLowerCase(associations.map(({ rel: _, ...each }) => each)),
  })
}

const inLowerCase = (value: unknown): object =>
  Array.isArray(value)
    ? value.map(each => (isObject(each) ? inLowerCase(each) : each))
    : Object.fromEntries(
        Object.entries(value as object).map(([name, each]) => [
          name.toLowerCase(),
          isObject(each) ? inLowerCase(each) : each,
        ]),
      )

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
