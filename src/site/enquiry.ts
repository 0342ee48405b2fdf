import { z } from 'zod'
import type { Language } from '../domain/taxonomy.ts'
import type { FieldError } from '../web/components/error-summary.tsx'
import { type Key, t } from '../web/i18n/translate.ts'
import { readSlug } from './addresses.ts'

/** What a form sends: strings, or files where somebody made a form of their own. */
type Form = Readonly<Record<string, unknown>>

/** The bounds of the fields, in characters; those of the table `enquiry`. */
export const longest = { organisation: 200, name: 200, email: 254, country: 100, message: 5000 } as const
export type EnquiryField = keyof typeof longest
const enquiryFields = Object.keys(longest) as EnquiryField[]
export type EnquiryValues = Readonly<Record<EnquiryField, string>>

/** A field that people never see: what fills it is a machine. */
export const trapField = 'website'

// Names and addresses end up in the headers of a mail: a line of theirs is one line, whatever was sent.
const line = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
const lines = (text: string): string =>
  text
    .replace(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
// Nothing that could end one address and begin another.
const mailAddress = /^[^\s\p{Cc}@<>()[\],;:"\\]+@[^\s\p{Cc}@<>()[\],;:"\\]+\.[^\s\p{Cc}@<>()[\],;:"\\.]{2,}$/u

const text = (longestChars: number, clean: (text: string) => string) =>
  z.string().catch('').transform(clean).pipe(z.string().min(1).max(longestChars))

const schema = z.object({
  organisation: text(longest.organisation, line),
  name: text(longest.name, line),
  email: text(longest.email, each => each.trim()).pipe(z.string().regex(mailAddress)),
  country: z.string().catch('').transform(line).pipe(z.string().max(longest.country)),
  message: text(longest.message, lines),
})

export type Parsed =
  | { readonly kind: 'enquiry'; readonly values: EnquiryValues }
  | { readonly kind: 'wrong'; readonly values: EnquiryValues; readonly errors: readonly FieldError[] }

/** Reads the enquiry form; what is wrong comes back in the reader's language, beside what was typed. */
export const parseEnquiry = (form: Form, language: Language): Parsed => {
  const parsed = schema.safeParse(form)
  if (parsed.success) return { kind: 'enquiry', values: parsed.data }
  const errors = enquiryFields.flatMap(field => {
    const issue = parsed.error.issues.find(each => each.path[0] === field)
    return issue === undefined ? [] : [{ field, message: messageFor(language, field, issue.code) }]
  })
  return { kind: 'wrong', values: typed(form), errors }
}

const messageFor = (language: Language, field: EnquiryField, code: string): string => {
  if (code === 'too_big') return t(language, 'site.contact.long', { count: longest[field] })
  return t(language, code === 'too_small' && field !== 'country' ? missing[field] : 'site.contact.wrong.email')
}

const missing: Readonly<Record<Exclude<EnquiryField, 'country'>, Key>> = {
  organisation: 'site.contact.missing.organisation',
  name: 'site.contact.missing.name',
  email: 'site.contact.missing.email',
  message: 'site.contact.missing.message',
}

/** What was typed, to be shown again; nothing for a fresh form. */
export const typed = (form: Form): EnquiryValues => {
  const value = (field: EnquiryField): string => {
    const sent = form[field]
    return typeof sent === 'string' ? sent.slice(0, longest[field] * 2) : ''
  }
  return {
    organisation: value('organisation'),
    name: value('name'),
    email: value('email'),
    country: value('country'),
    message: value('message'),
  }
}

/** Whether a machine filled in the form. */
export const isTrapped = (form: Form): boolean => typeof form[trapField] === 'string' && form[trapField] !== ''

/** The slug that the form was opened with, if it can be one. */
export const aboutOf = (sent: unknown): string | null => (typeof sent === 'string' ? readSlug(sent) : null)
