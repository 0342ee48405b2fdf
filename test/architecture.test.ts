import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { violations } from './architecture/check.ts'
import { importsOf } from './architecture/imports.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const filesBelow = (folder: string): [string, string][] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(?:tsx?|css)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')])

const ours = new Map(['src', 'test', 'bench'].flatMap(filesBelow))

test('our own files keep every rule', () => {
  expect(violations(ours)).toEqual([])
})

test('the check sees our files and their imports', () => {
  expect(ours.has('src/store/db.ts')).toBe(true)
  const db = importsOf('src/store/migrate.ts', ours.get('src/store/migrate.ts') ?? '')
  expect(db.map(({ from }) => from)).toContain('src/store/db.ts')
})

test('it cannot pass on nothing', () => {
  expect(violations(new Map())).toHaveLength(1)
  expect(violations(new Map([['test/a.test.ts', 'test']]))).toHaveLength(1)
})

/** Files that break one rule, and the beginning of the one sentence expected. */
const planted: [string, Record<string, string>, string][] = [
  [
    'site names a version',
    { 'src/site/a.ts': "import type { Version } from '../domain/version.ts'" },
    'src/site/a.ts imports src/domain/version.ts: site may import domain/teaser.ts',
  ],
  [
    'site reads the wire',
    { 'src/site/a.tsx': "import {\n  entriesAfter,\n} from '../store/entry.ts'" },
    'src/site/a.tsx imports src/store/entry.ts',
  ],
  [
    'site is loaded late',
    { 'src/site/a.ts': "const f = await import('../wire/tail.ts')" },
    'src/site/a.ts imports src/wire/tail.ts',
  ],
  [
    'domain imports the store',
    { 'src/domain/a.ts': "import { connect } from '../store/db.ts'" },
    'src/domain/a.ts imports src/store/db.ts: domain may import nothing.',
  ],
  [
    'domain logs',
    { 'src/domain/a.ts': "import type { Log } from '../telemetry.ts'" },
    'src/domain/a.ts imports src/telemetry.ts',
  ],
  [
    'domain has a package',
    { 'src/domain/a.ts': "import { readFile } from 'node:fs/promises'" },
    'src/domain/a.ts imports node:fs/promises: domain imports no package.',
  ],
  [
    'formats log',
    { 'src/formats/a.ts': "import type { Log } from '../telemetry.ts'" },
    'src/formats/a.ts imports src/telemetry.ts',
  ],
  [
    'config imports the domain',
    { 'src/config.ts': "import { languages } from './domain/taxonomy.ts'" },
    'src/config.ts imports src/domain/taxonomy.ts',
  ],
  [
    'store imports the wire',
    { 'src/store/embedded/a.ts': "import '../../wire/bus.ts'" },
    'src/store/embedded/a.ts imports src/wire/bus.ts: store may import domain.',
  ],
  [
    'web re-exports a channel',
    { 'src/web/a.ts': "export { x } from '../channels/api/x.ts'" },
    'src/web/a.ts imports src/channels/api/x.ts',
  ],
  [
    'accounts import the wire',
    { 'src/accounts/a.ts': "import { tail } from '../wire/tail.ts'" },
    'src/accounts/a.ts imports src/wire/tail.ts',
  ],
  [
    'a channel imports another',
    { 'src/channels/has/a.ts': "import { x } from '../stream/x.ts'" },
    'src/channels/has/a.ts imports src/channels/stream/x.ts: no channel imports another.',
  ],
  [
    'the portal imports the desk',
    { 'src/portal/a.ts': "import { x } from '../desk/x.ts'" },
    'src/portal/a.ts imports src/desk/x.ts',
  ],
  [
    'jobs import the site',
    { 'src/jobs/a.ts': "import { x } from '../site/x.ts'" },
    'src/jobs/a.ts imports src/site/x.ts',
  ],
  ['ops import main', { 'src/ops/a.ts': "import { x } from '../main.ts'" }, 'src/ops/a.ts imports src/main.ts'],
  [
    'source imports a test',
    { 'src/web/a.ts': "import { x } from '../../test/kit/x.ts'" },
    'src/web/a.ts imports test/kit/x.ts: nothing under src/',
  ],
  ['a folder nobody knows', { 'src/utils/a.ts': "import 'zod'" }, 'src/utils/a.ts is in no folder'],
  ['a computed import', { 'src/web/a.ts': 'await import(name)' }, 'src/web/a.ts imports by a computed name'],
  [
    'an append elsewhere',
    { 'src/wire/publish.ts': "import { wireHead, appendToWire } from '../store/wire.ts'" },
    'src/wire/publish.ts imports src/store/wire.ts: only wire/broadcast.ts',
  ],
  [
    'all of the store at once',
    { 'src/wire/tail.ts': "import * as wire from '../store/wire.ts'" },
    'src/wire/tail.ts imports src/store/wire.ts: only wire/broadcast.ts',
  ],
  [
    'a broadcast elsewhere',
    { 'src/desk/a.ts': "import { broadcast } from '../wire/broadcast.ts'" },
    'src/desk/a.ts imports src/wire/broadcast.ts: only wire/publish.ts',
  ],
  [
    'a circle',
    {
      'src/web/a.ts': "import './b.ts'",
      'src/web/b.ts': "import type { C } from './c.ts'",
      'src/web/c.ts': "export * from './a.ts'",
    },
    'src/web/a.ts → src/web/b.ts → src/web/c.ts → src/web/a.ts',
  ],
  ['a file that imports itself', { 'src/web/a.ts': "import './a.ts'" }, 'src/web/a.ts → src/web/a.ts'],
  ['a tagged query', { 'src/desk/a.ts': 'const rows = await db<Row[]>`values (1)`' }, 'src/desk/a.ts holds SQL'],
  ['a query in a string', { 'src/desk/a.ts': "run('select id from item where id = 1')" }, 'src/desk/a.ts holds SQL'],
  [
    'an insert in a template',
    { 'src/jobs/a.ts': 'const q = `\n  INSERT INTO item values (1)`' },
    'src/jobs/a.ts holds SQL',
  ],
  ['an unsafe query', { 'src/ops/a.ts': 'db.unsafe(text)' }, 'src/ops/a.ts holds SQL'],
  ['the driver itself', { 'src/ops/a.ts': "import postgres from 'postgres'" }, 'src/ops/a.ts holds SQL'],
  ['a long source', { 'src/web/a.ts': 'x\n'.repeat(251) }, 'src/web/a.ts has 251 lines'],
  ['a long test', { 'src/web/a.ts': '', 'test/a.test.ts': 'x\n'.repeat(251) }, 'test/a.test.ts has 251 lines'],
  ['a long style sheet', { 'src/web/a.ts': '', 'src/web/a.css': 'x\n'.repeat(300) }, 'src/web/a.css has 300 lines'],
]

test.each(planted)('a planted violation is caught: %s', (_, files, sentence) => {
  const found = violations(new Map(Object.entries(files)))
  expect(found).toHaveLength(1)
  expect(found.join()).toContain(sentence)
})

describe('what the rules allow', () => {
  test.each([
    ['telemetry from anywhere else', { 'src/wire/a.ts': "import type { Log } from '../telemetry.ts'" }],
    ['types of what only one file may call', { 'src/jobs/a.ts': "import { type Rules } from '../wire/broadcast.ts'" }],
    ['other names of store/wire.ts', { 'src/wire/tail.ts': "import { wireHead } from '../store/wire.ts'" }],
    ['main imports everything', { 'src/main.ts': "import { x } from './site/x.ts'\nimport './desk/x.ts'" }],
    ['so does server', { 'src/server.ts': "import { x } from './site/x.ts'\nimport './desk/x.ts'" }],
    [
      'the site its own four',
      { 'src/site/a.ts': "import { a } from '../domain/teaser.ts'\nimport { b } from '../store/public.ts'" },
    ],
    [
      'prose about imports and queries',
      {
        'src/web/a.ts':
          "// import x from '../desk/x.ts'\n/** import { y } from '../desk/y.ts' */\nconst label = 'Select one from the list'",
      },
    ],
    [
      'tests of a folder import what they need',
      { 'src/domain/a.ts': '', 'src/domain/a.test.ts': "import { x } from '../wire/x.ts'" },
    ],
    ['250 lines', { 'src/web/a.ts': 'x\n'.repeat(250) }],
  ])('%s', (_, files) => {
    expect(violations(new Map(Object.entries(files)))).toEqual([])
  })
})
