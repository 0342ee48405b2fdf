import type { ItemId } from '../domain/ids.ts'
import type { KillReason } from '../domain/kill-reason.ts'
import type { Signal } from '../domain/signal.ts'
import { type Language, languageCodes } from '../domain/taxonomy.ts'
import type { Embargo } from '../domain/version.ts'
import labels from './labels.json' with { type: 'json' }
import type { Agency } from './rendering.ts'

/** The language of our own words in a document in this one: English where we have none. */
export const labelLanguage = (tag: string): Language =>
  languageCodes.find(code => code === tag.split('-', 1)[0]) ?? 'en'

/** A note to desks behind the name of its signal, for formats that cannot carry the signal itself: `CORRECTION: …`.
 *  A signal that says something by itself is named without a note too; a `new` without a note gives null. */
export const signalNote = (signal: Signal, note: string | null, language: string): string | null => {
  const given = note === null || note.trim() === '' ? null : note
  if (signal === 'new') return given
  const label = labels.signals[signal][labelLanguage(language)]
  return given === null ? label : `${label}: ${given}`
}

/** The embargo in words, its end in UTC, up to the next full minute. */
export const embargoLabel = (embargo: Embargo, language: string): string =>
  embargo.until === null
    ? labels.embargoedOpen[labelLanguage(language)]
    : labels.embargoedUntil[labelLanguage(language)].replace('{until}', minuteOf(nextMinute(embargo.until)))

const minuteOf = (moment: Date): string => `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** The end of use in words, down to the full minute, so that nothing is used for too long. */
export const expiryLabel = (expires: Date, language: string): string =>
  labels.expires[labelLanguage(language)].replace('{until}', minuteOf(expires))

/** The class of reasons for which a story was taken back. */
export const reasonLabel = (reason: KillReason, language: string): string => {
  const own = labelLanguage(language)
  return labels.reason[own].replace('{reason}', labels.reasons[reason][own])
}

const nextMinute = (moment: Date): Date => new Date(Math.ceil(moment.getTime() / 60_000) * 60_000)

export const replacedByLabel = (item: ItemId, language: string): string =>
  labels.replacedBy[labelLanguage(language)].replace('{item}', () => item)

/** What a subscriber may do with a document, in its language. */
export const usageTerms = (agency: Agency, language: string): string =>
  labels.usageTerms[labelLanguage(language)]
    .replace('{agency}', () => agency.name)
    .replace('{contact}', () => agency.contact)

/** What stands for the terms of a document of somebody else's that came without. */
export const unknownTerms = (holder: string, language: string): string =>
  labels.unknownTerms[labelLanguage(language)].replace('{holder}', () => holder)

/** `© 2026 Meridian News Agency` */
export const copyrightNotice = (agency: Agency, firstCreated: Date): string =>
  `© ${firstCreated.getUTCFullYear()} ${agency.name}`
