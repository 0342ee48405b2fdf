import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

/** Compares a text with `test/golden/NAME`; with UPDATE_GOLDEN=1 writes it there instead, for the diff to be read. */
export const expectGolden = (name: string, text: string): void => {
  const path = fileURLToPath(new URL(`../golden/${name}`, import.meta.url))
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  expect(text, name).toBe(readFileSync(path, 'utf8'))
}
