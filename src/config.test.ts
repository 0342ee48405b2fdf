import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { settingsTable } from './config/table.ts'
import { localUrl, readSettings, SettingsError } from './config.ts'

const refusalOf = (environment: Record<string, string>): string => {
  try {
    readSettings(environment)
  } catch (error) {
    if (error instanceof SettingsError) return error.message
    throw error
  }
  return ''
}

test('an empty environment is a demo on this machine alone', () => {
  expect(readSettings({})).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:8080',
    dataDir: resolve('data'),
    databaseUrl: null,
    siteDatabaseUrl: null,
    demo: true,
    publicDelayMinutes: 0,
    publicPriorities: [1, 2, 3, 4],
    roles: ['desk', 'portal', 'site', 'api', 'has', 'stream', 'jobs', 'intake'],
    mailFrom: 'subscriptions@meridian.example',
    trustProxy: false,
  })
})

test.each([{ DATABASE_URL: 'postgres://localhost/news' }, { NODE_ENV: 'production' }])(
  'with %o there is no demo, and the public waits',
  environment => {
    expect(readSettings(environment)).toMatchObject({ demo: false, publicDelayMinutes: 15 })
    expect(refusalOf({ ...environment, DEMO: '1' })).toContain('DEMO is "1" with DATABASE_URL or NODE_ENV=production')
  },
)

test('every wrong setting is named at once, with its value and what was expected', () => {
  const lines = refusalOf({ PORT: 'eighty', AGENCY_CODE: 'DL', ROLES: 'desk,press' }).split('\n')
  expect(lines).toEqual([
    'PORT is "eighty": expected a whole number from 0 (any free port) to 65535.',
    'ROLES is "desk,press": expected a comma-separated list of desk, portal, site, api, has, stream, jobs, intake.',
    'AGENCY_CODE is "DL": expected two to eight lower-case letters a–z.',
  ])
})

test('an address with a password is not repeated in the refusal', () => {
  const refusal = refusalOf({ DATABASE_URL: 'mysql://root:hunter2@db/news', SMTP_URL: 'hunter2' })
  expect(refusal).toContain('DATABASE_URL is (not shown)')
  expect(refusal).toContain('SMTP_URL is (not shown)')
  expect(refusal).not.toContain('hunter2')
})

test('an empty value is an absent one', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 8080, databaseUrl: null })
})

const tries: [string, string, string][] = [
  ['PORT', '0', '65536'],
  ['HOST', '0.0.0.0', 'http://here'],
  ['HOST', '::1', 'a b'],
  ['PUBLIC_URL', 'https://news.example/', 'https://news.example/path'],
  ['PUBLIC_URL', 'http://news.example:81', 'news.example'],
  ['TRUST_PROXY', '1', 'yes'],
  ['ROLES', 'site, has', 'site,site'],
  ['DATA_DIR', '/srv/dateline', '/srv/\0'],
  ['DATABASE_URL', 'postgresql://u:p@h/d', 'file:///tmp/x'],
  ['SITE_DATABASE_URL', 'postgres://h/d', 'h'],
  ['SECRET_KEY', `${'A'.repeat(43)}=`, 'A'.repeat(32)],
  ['AGENCY_CODE', 'meridian', 'meridians'],
  ['AGENCY_NAME', 'Akşam Ajansı', 'x'.repeat(101)],
  ['AGENCY_DOMAIN', 'news.agency.example', 'agency'],
  ['AGENCY_CONTACT', 'sales@agency.example', 'call us'],
  ['TIME_ZONE', 'Asia/Almaty', 'Mars/Olympus'],
  ['DEMO', '0', 'true'],
  ['PUBLIC_DELAY_MINUTES', '10080', '-1'],
  ['PUBLIC_PRIORITIES', '1', '0,1'],
  ['STREAM_BACKLOG_BYTES', '65536', '1MB'],
  ['BLOBS', '/srv/blobs', '/srv/\0'],
  ['BLOBS', 's3://news-media/wire?endpoint=http://127.0.0.1:9000&pathStyle=1', 's3://news-media/wire?endpoint=9000'],
  ['BLOBS', 's3://news-media?region=eu-central-1', 's3://key:secret@news-media'],
  ['UPLOAD_LIMIT_MIB', '1', '0'],
  ['LEGACY_STATUS_200', '1', '200'],
  ['SECOND_PERSON', 'flash, kill', 'update'],
  ['DATA_MINING', 'DMI-PROHIBITED', 'prohibited'],
  ['FFMPEG', '/opt/ffmpeg/bin/ffmpeg', 'ffmpeg'],
  ['LINK_BINDS_ADDRESS', '1', 'yes'],
  ['HAS_STRICT_RATE', '1', '2'],
  ['HAS_TABLES', '/etc/dateline/has.json', '/etc/\0'],
  ['SMTP_URL', 'smtps://u:p@mail.example', 'mail.example'],
  ['INTAKE_SMTP_PORT', '2525', '65536'],
  ['MAIL_FROM', 'The Desk <desk@agency.example>', 'desk'],
  ['LOG_LEVEL', 'debug', 'loud'],
]

test.each(tries)('%s takes %s and refuses %s', (name, good, bad) => {
  expect(() => readSettings({ [name]: good })).not.toThrow()
  expect(refusalOf({ [name]: bad })).toMatch(new RegExp(`^${name} is `))
})

test('every setting is tried above and explained in sentences', () => {
  expect(new Set(tries.map(([name]) => name))).toEqual(new Set(settingsTable.map(row => row.name)))
  expect(settingsTable.filter(row => !row.sentence.endsWith('.') || row.expected.endsWith('.'))).toEqual([])
})

test('bytes are kept below the data folder unless a folder or a bucket is named', () => {
  expect(readSettings({ DATA_DIR: '/srv/dl' }).blobs).toEqual({ kind: 'folder', path: '/srv/dl/blobs' })
  expect(readSettings({ BLOBS: '/mnt/media' }).blobs).toEqual({ kind: 'folder', path: '/mnt/media' })
  const inBucket = { kind: 's3', bucket: 'news-media', prefix: '', endpoint: null, region: null, pathStyle: false }
  expect(readSettings({ BLOBS: 's3://news-media' }).blobs).toEqual(inBucket)
  const own = 's3://news-media/a/b/?endpoint=http://127.0.0.1:9000&region=eu-x&pathStyle=1'
  const elsewhere = { prefix: 'a/b', endpoint: 'http://127.0.0.1:9000', region: 'eu-x', pathStyle: true }
  expect(readSettings({ BLOBS: own }).blobs).toEqual({ ...inBucket, ...elsewhere })
  for (const wrong of ['s3://', 's3://N_ews', 's3://news:90', 'http://news', 's3://news?endpiont=x', 's3://n/%zz'])
    expect(refusalOf({ BLOBS: wrong }), wrong).toContain('expected a folder, or s3://')
})

test('an address for this machine is one that a browser can open', () => {
  expect(localUrl('0.0.0.0', 80)).toBe('http://localhost')
  expect(localUrl('::1', 8080)).toBe('http://[::1]:8080')
})
