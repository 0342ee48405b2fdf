import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { parseBlobPlace } from './blob-place.ts'

const roleNames = ['desk', 'portal', 'site', 'api', 'has', 'stream', 'jobs', 'intake'] as const

/** All roles, separated by commas. */
export const allRoles = roleNames.join(',')

/** A part of Dateline that a process can be asked to run. */
export const role = z.enum(roleNames)

/** A whole number in a range, written in digits. */
export const wholeNumber = (least: number, most: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(least).max(most))

/** Values separated by commas: at least one, none twice. */
export const listOf = <T extends z.ZodType<unknown, string>>(element: T) =>
  z
    .string()
    .transform(text => text.split(',').map(part => part.trim()))
    .pipe(z.array(element).min(1))
    .refine(values => new Set(values).size === values.length)

/** Nothing where the text is empty. */
export const noneOr = <T extends z.ZodType<readonly unknown[], string>>(list: T) =>
  z.union([z.literal('').transform((): z.output<T>[number][] => []), list])

/** A file or a folder, from where the process was started. */
export const filePath = z
  .string()
  .refine(text => !text.includes('\0'))
  .transform(text => resolve(text))

/** 1 or 0, as a boolean. */
export const yesNo = z.enum(['0', '1']).transform(text => text === '1')

/** An address with one of these protocols, each with its colon. */
export const urlWith = (...protocols: string[]) =>
  z.string().refine(text => URL.canParse(text) && protocols.includes(new URL(text).protocol))

/** An http(s) address of nothing but protocol, host and port, without a slash at its end. */
export const origin = urlWith('http:', 'https:')
  .refine(text => URL.canParse(text) && new URL(text).href === `${new URL(text).origin}/`)
  .transform(text => new URL(text).origin)

/** `name@host`, or `A Name <name@host>`. */
export const mailbox = z.string().regex(/^[^\s<>@]+@[^\s<>@]+$|^[^<>@]+ <[^\s<>@]+@[^\s<>@]+>$/)

/** A mail address alone. */
export const mailAddress = z.string().regex(/^[^\s<>@]+@[^\s<>@]+$/)

/** A domain of at least two labels, in lower case. */
export const domainName = z.string().regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/)

/** An IP address, or a name as in /etc/hosts. */
export const hostName = z.string().refine(text => isIP(text) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text))

/** A name of the IANA time zone database that this Node knows. */
export const timeZone = z.string().refine(name => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
})

/** 32 bytes in base64. */
export const secretKey = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=?$/)
  .transform(text => Buffer.from(text, 'base64'))

/** A folder, or a bucket of an S3. */
export const blobPlace = z.string().transform((text, context) => {
  const place = parseBlobPlace(text)
  if (place !== null) return place
  context.addIssue({ code: 'custom' })
  return z.NEVER
})

/** What PLUS (LDF, Data Mining) has a code for and needs no words beside it. */
export const dataMiningCode = z.enum([
  'DMI-UNSPECIFIED',
  'DMI-ALLOWED',
  'DMI-PROHIBITED-AIMLTRAINING',
  'DMI-PROHIBITED-GENAIMLTRAINING',
  'DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING',
  'DMI-PROHIBITED',
])
