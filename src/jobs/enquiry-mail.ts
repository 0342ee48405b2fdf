import type { Mailer } from '../mail/mailer.ts'
import type { Db } from '../store/db.ts'
import { markEnquiryMailed, unmailedEnquiries } from '../store/enquiry.ts'
import type { Job } from './jobs.ts'

/** Sends each enquiry from the public website to the agency's contact, once it is stored: a mail server that is down delays it and loses nothing. */
export const enquiryMail = (
  db: Db,
  mailer: Mailer,
  { contact, publicUrl, clock }: { contact: string; publicUrl: string; clock: () => Date },
): Job => ({
  name: 'enquiry mail',
  everyMs: 5_000,
  run: async () => {
    for (const enquiry of await unmailedEnquiries(db, 20)) {
      const { id, organisation, name, email, country, message, language, about } = enquiry
      const lines = [
        `Organisation: ${organisation}`,
        `Name: ${name}`,
        `E-mail: ${email}`,
        `Country: ${country}`,
        `Language: ${language}`,
        ...(about === null ? [] : [`Story: ${publicUrl}/${language}/story/${encodeURIComponent(about)}`]),
        '',
        message,
        '',
        `${publicUrl}/desk/enquiries`,
      ]
      await mailer.send({
        to: contact,
        subject: `Subscription enquiry ${id}: ${organisation}`.slice(0, 200),
        text: lines.join('\n'),
        replyTo: email,
      })
      await markEnquiryMailed(db, { id, at: clock() })
    }
  },
})
