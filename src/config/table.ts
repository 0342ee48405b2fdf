import { resolve } from 'node:path'
import { z } from 'zod'
import {
  allRoles,
  domainName,
  hostName,
  listOf,
  mailAddress,
  mailbox,
  origin,
  role,
  secretKey,
  timeZone,
  urlWith,
  wholeNumber,
  yesNo,
} from './schemas.ts'

/** One setting: what it is called, what it accepts (as a text, and in words), what holds when it is absent, and one sentence for its reader. */
type Setting<Name, Key, Schema, Default> = {
  name: Name
  key: Key
  schema: Schema
  expected: string
  /** The text that stands for an absent setting; null where there is none. */
  default: Default
  /** In the documents, instead of the default, where that depends on other settings. */
  defaultInWords?: string
  sentence: string
  /** Never shown in a message, as it holds a password. */
  secret?: true
}

const setting = <Name extends string, Key extends string, Schema extends z.ZodType, Default extends string | null>(
  given: Setting<Name, Key, Schema, Default>,
): Setting<Name, Key, Schema, Default> => given

/** Every setting, in the order of the documents; `npm run docs` writes `.env.example` and the table of the README from it. */
export const settingsTable = [
  setting({
    name: 'PORT',
    key: 'port',
    schema: wholeNumber(0, 65_535),
    expected: 'a whole number from 0 (any free port) to 65535',
    default: '8080',
    sentence: 'The port everything is served on.',
  }),
  setting({
    name: 'HOST',
    key: 'host',
    schema: hostName,
    expected: 'an address or a host name, such as 0.0.0.0',
    default: '127.0.0.1',
    sentence: 'The address listened on; 0.0.0.0 opens Dateline to the network.',
  }),
  setting({
    name: 'PUBLIC_URL',
    key: 'publicUrl',
    schema: origin,
    expected: 'an http or https address without a path, such as https://news.example',
    default: null,
    defaultInWords: '`http://HOST:PORT`',
    sentence: 'The address readers use, for links in pages, feeds and mail.',
  }),
  setting({
    name: 'TRUST_PROXY',
    key: 'trustProxy',
    schema: yesNo,
    expected: '0 or 1',
    default: '0',
    sentence: 'Whether X-Forwarded-For and X-Forwarded-Proto are believed; only behind a proxy that sets them.',
  }),
  setting({
    name: 'ROLES',
    key: 'roles',
    schema: listOf(role),
    expected: `a comma-separated list of ${allRoles.replaceAll(',', ', ')}`,
    default: allRoles,
    sentence: 'What this process does.',
  }),
  setting({
    name: 'DATA_DIR',
    key: 'dataDir',
    schema: z
      .string()
      .refine(text => !text.includes('\0'))
      .transform(text => resolve(text)),
    expected: 'a folder',
    default: './data',
    sentence: 'Where the embedded PostgreSQL keeps its data.',
  }),
  setting({
    name: 'DATABASE_URL',
    key: 'databaseUrl',
    schema: urlWith('postgres:', 'postgresql:'),
    expected: 'an address such as postgres://user:password@host/database',
    default: null,
    sentence: 'A PostgreSQL (15 or later) to use instead of the embedded one.',
    secret: true,
  }),
  setting({
    name: 'SITE_DATABASE_URL',
    key: 'siteDatabaseUrl',
    schema: urlWith('postgres:', 'postgresql:'),
    expected: 'an address such as postgres://dateline_site:password@host/database',
    default: null,
    sentence:
      'The same database for the public site, signed in as `dateline_site`; with DATABASE_URL the site needs it.',
    secret: true,
  }),
  setting({
    name: 'SECRET_KEY',
    key: 'secretKey',
    schema: secretKey,
    expected: '32 random bytes in base64, as `openssl rand -base64 32` prints them',
    default: null,
    defaultInWords: 'made at the first need and kept in `DATA_DIR/secret.key`; none with DATABASE_URL',
    sentence: 'The key with which the credentials of sources are sealed in the database; the same for every process.',
    secret: true,
  }),
  setting({
    name: 'AGENCY_CODE',
    key: 'agencyCode',
    schema: z.string().regex(/^[a-z]{2,8}$/),
    expected: 'two to eight lower-case letters a–z',
    default: 'dl',
    sentence: 'The first part of every item id.',
  }),
  setting({
    name: 'AGENCY_NAME',
    key: 'agencyName',
    schema: z.string().min(1).max(100),
    expected: 'a name of at most 100 characters',
    default: 'Meridian News Agency',
    sentence: 'The name of the agency, as readers see it.',
  }),
  setting({
    name: 'AGENCY_DOMAIN',
    key: 'agencyDomain',
    schema: domainName,
    expected: 'a domain name in lower case, such as agency.example',
    default: 'meridian.example',
    sentence: 'The domain in the permanent identifiers of items; stored at the first start and not changed afterwards.',
  }),
  setting({
    name: 'AGENCY_CONTACT',
    key: 'agencyContact',
    schema: mailAddress,
    expected: 'a mail address',
    default: 'subscriptions@meridian.example',
    sentence: 'Whom the public site names for a subscription.',
  }),
  setting({
    name: 'TIME_ZONE',
    key: 'timeZone',
    schema: timeZone,
    expected: 'a time zone of the IANA list, such as Europe/Istanbul',
    default: 'Europe/Istanbul',
    sentence: 'The time zone of dates on screens and in item ids.',
  }),
  setting({
    name: 'DEMO',
    key: 'demo',
    schema: yesNo,
    expected: '0 or 1, and never 1 with DATABASE_URL or NODE_ENV=production',
    default: null,
    defaultInWords: '`1`; `0` with DATABASE_URL or NODE_ENV=production',
    sentence: 'Whether an empty database is filled with an invented agency, its news and its sign-ins.',
  }),
  setting({
    name: 'PUBLIC_DELAY_MINUTES',
    key: 'publicDelayMinutes',
    schema: wholeNumber(0, 10_080),
    expected: 'a whole number of minutes from 0 to 10080 (a week)',
    default: null,
    defaultInWords: '`15`; `0` in the demo',
    sentence: 'How long after its release an item appears, summarised, on the public site.',
  }),
  setting({
    name: 'PUBLIC_PRIORITIES',
    key: 'publicPriorities',
    schema: listOf(wholeNumber(1, 6).transform(number => number as 1 | 2 | 3 | 4 | 5 | 6)),
    expected: 'a comma-separated list of numbers from 1 (flash) to 6 (archive)',
    default: '1,2,3,4',
    sentence: 'The priorities of items that the public site shows at all.',
  }),
  setting({
    name: 'STREAM_BACKLOG_BYTES',
    key: 'streamBacklogBytes',
    schema: wholeNumber(65_536, 1_073_741_824),
    expected: 'a whole number of bytes from 65536 to 1073741824',
    default: '1048576',
    sentence: 'How far a reader of the live stream may fall behind before it is cut off, to resume at its cursor.',
  }),
  setting({
    name: 'LEGACY_STATUS_200',
    key: 'legacyStatus200',
    schema: yesNo,
    expected: '0 or 1',
    default: '0',
    sentence:
      'Whether errors under `/abone` come with HTTP status 200, the code in the document alone, for old clients that need it.',
  }),
  setting({
    name: 'HAS_STRICT_RATE',
    key: 'hasStrictRate',
    schema: yesNo,
    expected: '0 or 1',
    default: '0',
    sentence: 'Whether `/abone` takes one request in 500 ms and no bursts, to test clients against that rule.',
  }),
  setting({
    name: 'SMTP_URL',
    key: 'smtpUrl',
    schema: urlWith('smtp:', 'smtps:'),
    expected: 'an address such as smtp://user:password@host:587',
    default: null,
    sentence: 'The mail server; without it no mail is sent.',
    secret: true,
  }),
  setting({
    name: 'INTAKE_SMTP_PORT',
    key: 'intakeSmtpPort',
    schema: wholeNumber(0, 65_535),
    expected: 'a whole number from 0 (any free port) to 65535',
    default: null,
    sentence: 'The port on HOST at which mail for sources is taken; without it there is none.',
  }),
  setting({
    name: 'MAIL_FROM',
    key: 'mailFrom',
    schema: mailbox,
    expected: 'a mail address, or a name with a mail address in angle brackets',
    default: null,
    defaultInWords: 'AGENCY_CONTACT',
    sentence: 'The sender of outgoing mail.',
  }),
  setting({
    name: 'LOG_LEVEL',
    key: 'logLevel',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    expected: 'fatal, error, warn, info, debug, trace or silent',
    default: 'info',
    sentence: 'The least important kind of log line that is written.',
  }),
] as const
