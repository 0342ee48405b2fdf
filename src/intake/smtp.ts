import { createHash, timingSafeEqual } from 'node:crypto'
import { BlockList, isIP, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { z } from 'zod'
import { mostArrivalBytes } from './take.ts'
import type { Arrival, OpenSource } from './way.ts'

const network = z
  .string()
  .refine(text => networkOf(text) !== null, 'expected an IP address, or a network such as 192.0.2.0/24')

/** A list, or the same as one text with commas, as a command line has it. */
const listed = <T extends z.ZodType>(each: T) =>
  z.preprocess(
    value =>
      typeof value === 'string'
        ? value
            .split(',')
            .map(part => part.trim())
            .filter(part => part !== '')
        : value,
    z.array(each).max(200).default([]),
  )

/** Mail that is sent to us. A recipient's local part names the source, whatever the domain; the secret, where there is one, is the password for AUTH. */
export const smtpSettings = z.object({
  /** `afp`, or `afp@intake.agency.example` of which the part before the @ counts. */
  address: z.string().regex(/^[^\s<>@]{1,64}(?:@[^\s<>@]+)?$/u),
  /** Whose mail is taken, by the envelope: addresses (`desk@agency.example`) or domains (`agency.example`); none: anybody's. */
  senders: listed(z.string().min(1).max(320)),
  /** From which machines: addresses or networks (`192.0.2.0/24`); none: from any. */
  peers: listed(network),
  /** Only after AUTH, with the local part as the user and the source's secret as the password. */
  needsAuth: z.boolean().default(false),
})
type SmtpSettings = z.output<typeof smtpSettings>

/** The local part that names a source, folded. */
export const localPartOf = (address: string): string => (address.split('@', 1)[0] ?? '').toLowerCase()

/** What the listener needs of the rest. */
export interface SmtpBooks {
  /** The enabled source of the kind smtp whose address has this local part; null: there is none. */
  sourceAt(localPart: string): Promise<OpenSource | null>
  /** Stores a mail for good before it resolves. */
  deliver(source: OpenSource, arrival: Arrival): Promise<unknown>
  /** Told of what is our own fault; the sender is asked to come again. */
  onError(error: unknown): void
}

export interface SmtpListener {
  readonly port: number
  /** Lets mails that are under way end, for a second at most. */
  stop(): Promise<void>
}

/**
 * Listens for mail (RFC 5321). 250 is said once a mail is stored, and not before: a sender that hears anything else keeps it. 550 for addresses that
 * name no source and for senders that it does not take, 530 where it wants AUTH, 552 for what is too large, 451 where it is our fault.
 * @throws where the port cannot be opened
 */
export const startSmtp = async ({
  port,
  host,
  ...books
}: SmtpBooks & { port: number; host: string }): Promise<SmtpListener> => {
  const { SMTPServer } = await import('smtp-server')
  const smtp = new SMTPServer({
    size: mostArrivalBytes,
    authOptional: true,
    authMethods: ['PLAIN', 'LOGIN'],
    disableReverseLookup: true,
    banner: 'Dateline intake',
    maxClients: 100,
    socketTimeout: 120_000,
    closeTimeout: 1_000,
    logger: false,
    onAuth: (auth, _, callback) => {
      signIn(books, auth.username ?? '', auth.password ?? '').then(
        user =>
          callback(user === null ? answer(535, 'wrong user or password') : null, user === null ? undefined : { user }),
        error => callback(ours(books, error)),
      )
    },
    onRcptTo: ({ address }, session, callback) => {
      refusalFor(books, address, session).then(callback, error => callback(ours(books, error)))
    },
    onData: (stream, session, callback) => {
      receive(books, stream, session).then(callback, error => callback(ours(books, error)))
    },
  })
  // A connection that breaks is its sender's business.
  smtp.on('error', () => {})
  const server = smtp.server
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    smtp.listen(port, host, resolve)
  })
  return { port: portOf(server), stop: () => new Promise(resolve => smtp.close(() => resolve())) }
}

const signIn = async ({ sourceAt }: SmtpBooks, username: string, password: string): Promise<string | null> => {
  const user = localPartOf(username)
  const source = await sourceAt(user)
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (source?.secret && timingSafeEqual(digest(source.secret), digest(password))) return user
  // Whoever guesses waits.
  await sleep(1_000)
  return null
}

/** Why mail to this address is not taken in this session; null: it is. */
const refusalFor = async (
  { sourceAt }: SmtpBooks,
  address: string,
  session: SMTPServerSession,
): Promise<Error | null> => {
  const user = localPartOf(address)
  const source = await sourceAt(user)
  if (source === null) return answer(550, `<${address}> is no address of ours`)
  const settings = smtpSettings.parse(source.settings)
  if (!isPeer(settings, session.remoteAddress))
    return answer(550, `<${address}> takes no mail from ${session.remoteAddress}`)
  if (settings.needsAuth && session.user !== user) return answer(530, `<${address}> takes mail after AUTH only`)
  const sender = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
  return isSender(settings, sender) ? null : answer(550, `<${address}> takes no mail of <${sender}>`)
}

const receive = async (
  books: SmtpBooks,
  stream: SMTPServerDataStream,
  { envelope, remoteAddress }: SMTPServerSession,
): Promise<Error | null> => {
  const chunks: Uint8Array[] = []
  let size = 0
  // What is too large is read to its end, since an answer can only stand there, but not kept.
  for await (const chunk of stream) {
    size += chunk.length
    if (size <= mostArrivalBytes) chunks.push(chunk)
  }
  if (size > mostArrivalBytes) return answer(552, `larger than ${mostArrivalBytes} bytes`)
  const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address
  for (const recipient of new Set(envelope.rcptTo.map(({ address }) => localPartOf(address)))) {
    const source = await books.sourceAt(recipient)
    if (source === null) return answer(550, `<${recipient}> is no address of ours any more`)
    const headers = { 'smtp-from': sender, 'smtp-to': recipient, 'smtp-peer': remoteAddress }
    await books.deliver(source, { bytes: Buffer.concat(chunks), name: null, contentType: 'message/rfc822', headers })
  }
  return null
}

const isSender = ({ senders }: SmtpSettings, sender: string): boolean => {
  const folded = sender.toLowerCase()
  const domain = folded.slice(folded.lastIndexOf('@') + 1)
  return senders.length === 0 || senders.some(each => [folded, domain].includes(each.toLowerCase().replace(/^@/u, '')))
}

const isPeer = ({ peers }: SmtpSettings, address: string): boolean => {
  const plain = address.replace(/^::ffff:/iu, '')
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
  return peers.length === 0 || peers.some(each => networkOf(each)?.check(plain, family) === true)
}

const networkOf = (text: string): BlockList | null => {
  const [address = '', bits] = text.split('/')
  const version = isIP(address)
  const most = version === 6 ? 128 : 32
  const length = bits === undefined ? most : /^\d{1,3}$/u.test(bits) ? Number(bits) : most + 1
  if (version === 0 || length > most) return null
  const list = new BlockList()
  list.addSubnet(address, length, version === 6 ? 'ipv6' : 'ipv4')
  return list
}

const answer = (responseCode: number, words: string): Error => Object.assign(new Error(words), { responseCode })

const ours = ({ onError }: SmtpBooks, error: unknown): Error => {
  onError(error)
  return answer(451, 'it could not be stored; please send it again later')
}

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
