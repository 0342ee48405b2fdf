import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'vitest'

// Documents of real agencies, which may not be copied into this repository: they stand beside it where there are any.
const folder = fileURLToPath(new URL('../../../shared/standards/', import.meta.url))

const hasSamples = existsSync(folder)
if (!hasSamples)
  console.warn('no real documents beside the repository (../shared/standards): tests that read them are left out')

/** A test that reads documents of real agencies; left out, aloud, where there are none. */
export const sampleTest = test.skipIf(!hasSamples)

/** The bytes of a document by its path below the samples. */
export const sample = (path: string): Buffer => readFileSync(folder + path)
