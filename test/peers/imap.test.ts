import { chown, mkdir, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { imap } from '../../src/intake/ways/imap.ts'
import { looksAt, textOf } from '../kit/looks.ts'
import { freePort, isThere, ownFolder, type RunningPeer, startPeer } from '../kit/peers.ts'

const dovecot = '/usr/sbin/dovecot'
const password = 'four quiet words'

describe.skipIf(!isThere(dovecot, 'dovecot-imapd'))('a mailbox of dovecot', () => {
  let folder: Awaited<ReturnType<typeof ownFolder>>
  let server: RunningPeer
  let port = 0

  beforeAll(async () => {
    folder = await ownFolder('dovecot')
    port = await freePort()
    const { path } = folder
    await writeFile(join(path, 'dovecot.conf'), configuration(path, port))
    await writeFile(join(path, 'users'), `desk:{PLAIN}${password}\n`)
    await mkdir(join(path, 'mail'))
    if (process.getuid?.() === 0) await chown(join(path, 'mail'), 65_534, 65_534)
    server = await startPeer(dovecot, ['-F', '-c', join(path, 'dovecot.conf')], port)
  })
  afterAll(async () => {
    await server?.stop()
    await folder?.remove()
  })

  const settings = () => ({ host: '127.0.0.1', port, tls: 'none', user: 'desk' })
  const following = (more: object = {}, state?: unknown) =>
    looksAt(imap.look, { kind: 'imap', settings: { ...settings(), ...more }, secret: password, state })
  const asDesk = async <T>(work: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const auth = { user: 'desk', pass: password }
    const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth, logger: false })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.logout()
    }
  }
  const put = (box: string, subject: string, body = 'Ferries crossed the lake again.') =>
    asDesk(async client => {
      await client.mailboxCreate(box)
      await client.append(box, mail(subject, body))
    })
  const held = (box: string) =>
    asDesk(async client => {
      await client.mailboxOpen(box)
      const all = await client.fetchAll('1:*', { envelope: true, flags: true })
      return all.map(each => [each.envelope?.subject, [...(each.flags ?? [])].filter(flag => flag !== '\\Recent')])
    })
  const subjects = (looks: ReturnType<typeof following>) =>
    looks.arrivals.map(each => /^Subject: (.*?)\r$/mu.exec(textOf(each))?.[1])

  test('gives every mail once, as it is, and keeps it, marked as seen', async () => {
    await put('once', 'One')
    await put('once', 'Two')
    const looks = following({ folder: 'once' })
    expect(await looks.look()).toMatchObject({ kind: 'looked', again: false, trouble: null })
    await put('once', 'Three')
    await looks.look()
    await looks.look()
    expect(subjects(looks)).toEqual(['One', 'Two', 'Three'])
    expect(textOf(looks.arrivals[0])).toBe(mail('One', 'Ferries crossed the lake again.'))
    expect(looks.arrivals[0]).toMatchObject({ contentType: 'message/rfc822', name: 'once/1' })
    expect(await held('once')).toEqual(['One', 'Two', 'Three'].map(each => [each, ['\\Seen']]))
  })

  test('is left as it was where nothing is to be marked', async () => {
    await put('quiet', 'One')
    await following({ folder: 'quiet', markSeen: false }).look()
    expect(await held('quiet')).toEqual([['One', []]])
  })

  test('gives only what comes from now on where that is set', async () => {
    await put('later', 'Old')
    const looks = following({ folder: 'later', existing: 'leave' })
    await looks.look()
    await put('later', 'New')
    await looks.look()
    expect(subjects(looks)).toEqual(['New'])
  })

  test('has what was taken moved to another folder', async () => {
    await put('moving', 'One')
    await asDesk(client => client.mailboxCreate('taken'))
    const looks = following({ folder: 'moving', moveTo: 'taken' })
    await looks.look()
    expect(await held('moving')).toEqual([])
    expect(await held('taken')).toEqual([['One', ['\\Seen']]])
    expect(subjects(looks)).toEqual(['One'])
  })

  test('loses nothing where the store fails in the middle', async () => {
    await put('store', 'One')
    await put('store', 'Two')
    const looks = following({ folder: 'store' })
    looks.failNext()
    expect(await looks.look()).toMatchObject({ kind: 'failed' })
    await looks.look()
    expect(subjects(looks)).toEqual(['One', 'Two'])
  })

  test('keeps mails that are too large, flagged, and says so', async () => {
    await put('large', 'Large', 'x'.repeat(5_000))
    await put('large', 'Small')
    const looks = following({ folder: 'large', mostBytes: 2_000 })
    expect(await looks.look()).toMatchObject({ kind: 'looked', trouble: expect.stringContaining('large/1') })
    expect(subjects(looks)).toEqual(['Small'])
    expect(await held('large')).toEqual([
      ['Large', ['\\Flagged']],
      ['Small', ['\\Seen']],
    ])
  })

  test('that counts its mails anew is read anew, and what was taken is known by its bytes', async () => {
    await put('anew', 'One')
    const looks = following({ folder: 'anew' })
    await looks.look()
    await asDesk(async client => {
      await client.mailboxDelete('anew')
      await client.mailboxCreate('anew')
      await client.append('anew', mail('One', 'Ferries crossed the lake again.'))
      await client.append('anew', mail('Two', 'Ferries crossed the lake again.'))
    })
    await looks.look()
    expect(subjects(looks)).toEqual(['One', 'Two'])
  })

  test('of which password or folder are wrong says so in the words of the server', async () => {
    const wrong = looksAt(imap.look, { kind: 'imap', settings: settings(), secret: 'guess' })
    expect(await wrong.look()).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/authentication failed/iu),
    })
    expect(await following({ folder: 'nowhere' }).look()).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/nowhere|exist/iu),
    })
    expect(await following({ port: 1 }).look()).toMatchObject({ kind: 'failed' })
    // It offers no STARTTLS, so no password is said.
    expect(await following({ tls: 'starttls' }).look()).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/tls/iu),
    })
  })
})

const mail = (subject: string, body: string) =>
  [
    'From: desk@agency.example',
    'To: intake@meridian.example',
    `Subject: ${subject}`,
    `Message-ID: <${subject}@agency.example>`,
    '',
    body,
    '',
  ].join('\r\n')

/** A private instance: own folder, one port, no privileges beyond those of whoever runs it. */
const configuration = (path: string, port: number): string => {
  const isRoot = process.getuid?.() === 0
  const me = isRoot ? 'nobody' : userInfo().username
  const group = isRoot ? 'nogroup' : '$default_group'
  return `
base_dir = ${path}/run
state_dir = ${path}/run
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${isRoot ? 'dovecot' : me}
default_login_user = ${isRoot ? 'dovenull' : me}
${isRoot ? '' : `default_internal_group = ${group}`}
mail_location = maildir:${path}/mail/%u
mail_home = ${path}/mail/home
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = ${path}/users
}
userdb {
  driver = static
  args = uid=${isRoot ? 65_534 : (process.getuid?.() ?? 1)} gid=${isRoot ? 65_534 : (process.getgid?.() ?? 1)} home=${path}/mail/home
}
service imap-login {
  ${isRoot ? '' : 'chroot ='}
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  ${isRoot ? '' : 'chroot ='}
}
`
}
