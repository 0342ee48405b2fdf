import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type KitAccounts, seedAccounts } from '../../test/kit/accounts.ts'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { issueKey, revokeKey } from '../accounts/admin.ts'
import { createMailer } from '../mail/mailer.ts'
import { enquiryMail } from './enquiry-mail.ts'
import { revocationMail } from './revocation-mail.ts'

/** A mail server that takes everything (RFC 5321, as far as a client of ours speaks it), or refuses. */
const inbox: string[] = []
let isBroken = false
const smtp = createServer((socket: Socket) => {
  let isData = false
  let mail = ''
  socket.setEncoding('utf8').write('220 test\r\n')
  socket.on('error', () => {})
  socket.on('data', (text: unknown) => {
    for (const line of String(text)
      .split('\r\n')
      .filter((each, i, all) => i < all.length - 1 || each !== '')) {
      if (isData && line === '.') {
        isData = false
        inbox.push(mail)
        mail = ''
        socket.write('250 taken\r\n')
      } else if (isData) mail += `${line}\n`
      else if (line === 'DATA') {
        isData = !isBroken
        socket.write(isBroken ? '451 try later\r\n' : '354 go on\r\n')
      } else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n')
    }
  })
})

let base: TestDatabase
let accounts: KitAccounts
let url: string
beforeAll(async () => {
  base = await freshDatabase()
  accounts = await seedAccounts(base.db)
  await new Promise<void>(resolve => smtp.listen(0, '127.0.0.1', resolve))
  url = `smtp://127.0.0.1:${(smtp.address() as AddressInfo).port}`
})
afterAll(async () => {
  smtp.close()
  await base.drop()
})
const clock = () => new Date()

test('an enquiry goes to the contact once, and waits while the mail server is down', async () => {
  await base.db`insert into enquiry (organisation, name, email, country, message, language, about)
    values ('The Lantern', 'A reader', 'reader@lantern.example', 'Orsel', 'What does it cost?', 'en', null)`
  const mailer = createMailer(url, 'wire@meridian.example')
  const job = enquiryMail(base.db, mailer, {
    contact: 'sales@meridian.example',
    publicUrl: 'https://news.example',
    clock,
  })
  isBroken = true
  await expect(job.run()).rejects.toThrow()
  isBroken = false
  await job.run()
  await job.run()
  mailer.close()
  expect(inbox).toHaveLength(1)
  expect(inbox[0]).toMatch(/^To: sales@meridian\.example$/m)
  expect(inbox[0]).toMatch(/^Reply-To: reader@lantern\.example$/m)
  expect(inbox[0]).toContain('What does it cost?')
})

test('the contact of a subscriber is told of a revoked key, once', async () => {
  const act = { db: base.db, by: 'test', now: clock() }
  const { credential } = await issueKey(act, { subscriber: accounts.courier.subscriber.id, name: 'old intake' })
  await revokeKey(act, { credential: credential.id, why: 'found in public' })
  const mailer = createMailer(url, 'wire@meridian.example')
  const job = revocationMail(base.db, mailer, {
    agencyName: 'Meridian',
    agencyContact: 'sales@meridian.example',
    clock,
  })
  inbox.length = 0
  await job.run()
  await job.run()
  mailer.close()
  expect(inbox).toHaveLength(1)
  expect(inbox[0]).toMatch(/^To: desk@courier\.example$/m)
  expect(inbox[0]).toContain('found in public')
})
