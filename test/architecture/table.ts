/** Who may import whom, folder by folder of `src/`; a value ending in `.ts` is that one file. Everybody may import from their own folder. */
const lower = ['domain', 'store', 'wire', 'formats', 'media', 'accounts', 'topics', 'mail', 'web']

const all = ['config', ...lower, 'intake', 'channels', 'jobs', 'ops']

export const mayImport: Record<string, readonly string[]> = {
  domain: [],
  config: [],
  telemetry: [],
  store: ['domain'],
  formats: ['domain'],
  web: ['domain'],
  mail: ['domain'],
  media: ['domain', 'store', 'formats'],
  wire: ['domain', 'store', 'formats'],
  accounts: ['domain', 'store', 'mail', 'web'],
  topics: ['domain', 'store', 'wire', 'formats', 'mail'],
  intake: ['domain', 'store', 'wire', 'formats', 'media', 'mail', 'accounts', 'web'],
  channels: lower,
  portal: [...lower, 'channels'],
  desk: [...lower, 'channels', 'intake'],
  site: ['domain/teaser.ts', 'domain/taxonomy.ts', 'store/public.ts', 'web'],
  jobs: all,
  ops: all,
}

/** All may import the logger and the metrics, but for these, which are pure. */
export const withoutTelemetry = ['domain', 'formats', 'config', 'telemetry']

/** What only one file may take from another, so that there is one way to the wire. */
export const onlyWay = [
  { taken: /^append/, from: 'store/wire.ts', by: 'wire/broadcast.ts' },
  { taken: /^broadcast$/, from: 'wire/broadcast.ts', by: 'wire/publish.ts' },
]
