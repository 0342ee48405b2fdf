import { createTransport } from 'nodemailer'

/** One message, as text. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Whom an answer goes to. */
  readonly replyTo?: string
}

export interface Mailer {
  /** @throws where the server did not take it */
  send(mail: Mail): Promise<void>
  close(): void
}

/** Mail through the server of `smtp://` or `smtps://…`. Line breaks in headers are refused by the library (CWE-93). */
export const createMailer = (smtpUrl: string, from: string): Mailer => {
  const transport = createTransport(smtpUrl)
  return {
    async send({ to, subject, text, replyTo }) {
      await transport.sendMail({ from, to, subject, text, ...(replyTo === undefined ? {} : { replyTo }) })
    },
    close: () => transport.close(),
  }
}
