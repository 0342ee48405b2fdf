import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { settingsTable } from '../config/table.ts'
import { readSettings } from '../config.ts'
import { envExample, readmeWithSettings } from './settings-docs.ts'

const ours = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

test('.env.example and the README say what the code says; `npm run docs` writes them', () => {
  expect(ours('.env.example')).toBe(envExample())
  expect(ours('README.md')).toBe(readmeWithSettings(ours('README.md')))
})

test('.env.example changes nothing as it is, and parses with every line in force', () => {
  expect(parseEnv(envExample())).toEqual({})
  const inForce = parseEnv(envExample().replaceAll(/^#(?=[A-Z_\d]+=)/gm, ''))
  expect(Object.keys(inForce).sort()).toEqual(settingsTable.map(({ name }) => name).sort())
  expect(readSettings(inForce)).toEqual(readSettings({}))
})

test('the table replaces what stood between the markers, and nothing else', () => {
  const once = readmeWithSettings('# Ours\n\n<!-- settings -->\nstale words\n<!-- /settings -->\n\nThe end.\n')
  expect(once).toMatch(/^# Ours\n\n<!-- settings -->\n\| setting \|/)
  expect(once).toMatch(/\n<!-- \/settings -->\n\nThe end\.\n$/)
  expect(once).not.toContain('stale words')
  expect(readmeWithSettings(once)).toBe(once)
  expect(readmeWithSettings('# Ours\n')).toContain('| `PORT` | `8080` | The port')
})
