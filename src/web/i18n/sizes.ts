import type { ItemType } from '../../domain/ids.ts'
import { endingOf, type Rendition, type RenditionRole } from '../../domain/media.ts'
import type { Language } from '../../domain/taxonomy.ts'
import { t } from './translate.ts'

/** Names of kinds of items and of sizes, and measures of files, in the reader's language. */
export const typeName = (language: Language, type: ItemType): string => t(language, `type.${type}`)
export const renditionName = (language: Language, role: RenditionRole): string => t(language, `rendition.${role}`)

const decimals: Readonly<Record<Language, string>> = { en: 'en-GB', tr: 'tr-TR', ar: 'ar-u-nu-latn' }
const units = ['kB', 'MB', 'GB'] as const

/** `820 kB`, `4.2 MB`: in thousands, as cameras and sellers of disks count. */
export const bytesText = (language: Language, bytes: number): string => {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3) - 1))
  const value = Math.max(bytes / 1000 ** (step + 1), 0.1)
  const digits = value < 10 && step > 0 ? 1 : 0
  const number = new Intl.NumberFormat(decimals[language], { maximumFractionDigits: value < 1 ? 1 : digits })
  // The number and its unit stay together, and in this order in a text from right to left.
  return `\u2066${number.format(value)}\u00a0${units[step]}\u2069`
}

/** `0:05`, `12:30`, `1:02:03`. */
export const durationText = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** What is known of a file besides its name: `1200 × 800 pixels · 820 kB · JPG`. */
export const fileText = (
  language: Language,
  { widthPixels, heightPixels, sizeBytes, contentType, durationSeconds }: Omit<Rendition, 'role' | 'href'>,
): string =>
  [
    widthPixels !== null &&
      heightPixels !== null &&
      t(language, 'file.pixels', { size: `\u2066${widthPixels} × ${heightPixels}\u2069` }),
    durationSeconds !== null && durationText(durationSeconds),
    sizeBytes !== null && bytesText(language, sizeBytes),
    contentType !== null && endingOf(contentType).toUpperCase(),
  ]
    .filter(part => part !== false)
    .join(' · ')
