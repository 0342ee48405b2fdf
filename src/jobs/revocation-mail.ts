import type { Mailer } from '../mail/mailer.ts'
import { markRevocationTold, untoldRevocations } from '../store/credential.ts'
import type { Db } from '../store/db.ts'
import type { Job } from './jobs.ts'

/** Tells a subscriber's contact that a key of theirs was revoked: the key itself gets nothing any more, not even kills. */
export const revocationMail = (
  db: Db,
  mailer: Mailer,
  { agencyName, agencyContact, clock }: { agencyName: string; agencyContact: string; clock: () => Date },
): Job => ({
  name: 'revocation mail',
  everyMs: 5_000,
  run: async () => {
    for (const { id, name, why, at, subscriberName, email } of await untoldRevocations(db)) {
      const text = [
        `The API key "${name}" (${id}) of ${subscriberName} was revoked on ${at.toUTCString()}.`,
        ...(why === '' ? [] : [`Reason: ${why}`]),
        '',
        'Whatever used it receives nothing any more, and that includes corrections and kills of stories it received before.',
        `Please set up another key, or ask ${agencyContact}.`,
        '',
        agencyName,
      ].join('\n')
      await mailer.send({
        to: email,
        subject: `${agencyName}: API key ${id} was revoked`,
        text,
        replyTo: agencyContact,
      })
      await markRevocationTold(db, { id, at: clock() })
    }
  },
})
