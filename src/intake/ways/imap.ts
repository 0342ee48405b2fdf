import type { ImapFlow } from 'imapflow'
import { z } from 'zod'
import { mostArrivalBytes } from '../take.ts'
import type { Looked, OpenSource, Take, Way } from '../way.ts'

/** A mailbox; the password, or with `auth: token` an OAuth 2 access token, is the source's secret. */
export const imapSettings = z.object({
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535).default(993),
  /** `implicit`: TLS from the start (993); `starttls`: asked for, and nothing is said without it; `none`: in the clear, for a server of one's own network. */
  tls: z.enum(['implicit', 'starttls', 'none']).default('implicit'),
  /** PEM of the certificate that has signed the server's, where that is no public one. */
  ca: z.string().max(20_000).optional(),
  user: z.string().min(1).max(320),
  auth: z.enum(['password', 'token']).default('password'),
  folder: z.string().min(1).max(200).default('INBOX'),
  /** What lies there already when the source is new. */
  existing: z.enum(['take', 'leave']).default('take'),
  markSeen: z.boolean().default(true),
  /** A folder to which a mail goes once it has been taken. */
  moveTo: z.string().min(1).max(200).optional(),
  /** Larger mails are flagged and left. */
  mostBytes: z.number().int().min(1_000).max(mostArrivalBytes).default(mostArrivalBytes),
})
type ImapSettings = z.output<typeof imapSettings>

const stateSchema = z.object({
  /** Which folder the rest is about. */
  of: z.string(),
  uidValidity: z.string(),
  /** The UID of the last mail that was dealt with. */
  uid: z.number().int().min(0),
})
type ImapState = z.output<typeof stateSchema>

const mailsInOneLook = 100

/**
 * The way in from a folder of an IMAP server (RFC 9051): every mail after the last one, as it is. Nothing is deleted; where the server says that its
 * UIDs count anew (UIDVALIDITY), all is looked at again, and what was taken before is known by its bytes.
 */
export const imap: Way = {
  async look(source, take, signal) {
    const settings = imapSettings.parse(source.settings)
    const client = await clientFor(settings, source.secret)
    // A connection that breaks between two commands is told here alone.
    client.on('error', () => {})
    const leave = () => client.close()
    signal.addEventListener('abort', leave, { once: true })
    try {
      await client.connect()
      const lock = await client.getMailboxLock(settings.folder)
      try {
        return await takeNew(client, { settings, source, take, signal })
      } finally {
        lock.release()
      }
    } catch (error) {
      return { kind: 'failed', reason: `${settings.host}: ${wordsOf(error)}`, retryAfterMs: null }
    } finally {
      signal.removeEventListener('abort', leave)
      if (client.usable) await client.logout().catch(() => client.close())
      else client.close()
    }
  },
}

/** The client is loaded with the first mailbox: it would take half a second of every start. */
const clientFor = async (settings: ImapSettings, secret: string | null): Promise<ImapFlow> => {
  const { ImapFlow } = await import('imapflow')
  return new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: settings.tls === 'implicit',
    ...(settings.tls === 'starttls' ? { doSTARTTLS: true } : settings.tls === 'none' ? { doSTARTTLS: false } : {}),
    tls: settings.ca === undefined ? {} : { ca: settings.ca },
    auth:
      settings.auth === 'token'
        ? { user: settings.user, accessToken: secret ?? '' }
        : { user: settings.user, pass: secret ?? '' },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
  })
}

const takeNew = async (
  client: ImapFlow,
  { settings, source, take, signal }: { settings: ImapSettings; source: OpenSource; take: Take; signal: AbortSignal },
): Promise<Looked> => {
  if (client.mailbox === false) return { kind: 'failed', reason: `no folder ${settings.folder}`, retryAfterMs: null }
  const { uidValidity, uidNext } = client.mailbox
  let state = startOf(source.state, settings, { uidValidity: String(uidValidity), uidNext })
  // `n:*` is never empty: it names the last mail even where that is older.
  const range = `${state.uid + 1}:*`
  const listed = uidNext <= state.uid + 1 ? [] : await client.fetchAll(range, { uid: true, size: true }, { uid: true })
  const fresh = listed.filter(each => each.uid > state.uid).sort((a, b) => a.uid - b.uid)
  const large: string[] = []
  for (const { uid, size = 0 } of fresh.slice(0, mailsInOneLook)) {
    if (signal.aborted) return { kind: 'failed', reason: 'stopped', retryAfterMs: 0 }
    const name = `${settings.folder}/${uid}`
    const isLarge = size > settings.mostBytes
    const mail = isLarge ? false : await client.fetchOne(String(uid), { source: true }, { uid: true })
    state = { ...state, uid }
    if (isLarge) large.push(name)
    if (isLarge) await client.messageFlagsAdd(String(uid), ['\\Flagged'], { uid: true })
    // Somebody may have moved it meanwhile.
    if (mail === false || mail.source === undefined) continue
    await take({ bytes: mail.source, name, contentType: 'message/rfc822', headers: {} }, state)
    if (settings.markSeen) await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
    if (settings.moveTo !== undefined) await client.messageMove(String(uid), settings.moveTo, { uid: true })
  }
  const trouble =
    large.length === 0 ? null : `larger than ${settings.mostBytes} bytes, flagged and left: ${large.join(', ')}`
  return { kind: 'looked', state, again: fresh.length > mailsInOneLook, trouble }
}

const startOf = (
  before: unknown,
  settings: ImapSettings,
  { uidValidity, uidNext }: { uidValidity: string; uidNext: number },
): ImapState => {
  const of = `${settings.user}@${settings.host}:${settings.port}/${settings.folder}`
  const parsed = stateSchema.safeParse(before)
  if (!parsed.success || parsed.data.of !== of) {
    return { of, uidValidity, uid: settings.existing === 'leave' ? uidNext - 1 : 0 }
  }
  return parsed.data.uidValidity === uidValidity ? parsed.data : { of, uidValidity, uid: 0 }
}

/** What the server said where it said something; else what went wrong on the way there. */
const wordsOf = (error: unknown): string => {
  const { message, responseText } = error as { message?: string; responseText?: string }
  return String(responseText ?? message ?? error).slice(0, 300)
}
