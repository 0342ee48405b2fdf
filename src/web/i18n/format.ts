import type { Language } from '../../domain/taxonomy.ts'

// Arabic months and words with Latin digits, as the wires of the region write times.
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', tr: 'tr-TR', ar: 'ar-u-nu-latn' }

type Shape = 'time' | 'date' | 'longDate' | 'dateTime'
const shapes: Readonly<Record<Shape, Intl.DateTimeFormatOptions>> = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  longDate: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  dateTime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}

// Making a formatter costs some 50 µs, using one 1 µs; there are few zones and three languages.
const formatters = new Map<string, Intl.DateTimeFormat>()
const formatterOf = (language: Language, shape: Shape, timeZone: string): Intl.DateTimeFormat => {
  const key = `${language} ${shape} ${timeZone}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locales[language], { ...shapes[shape], timeZone })
  formatters.set(key, made)
  return made
}

/** `14:05`, always with two digits and 24 hours. @param timeZone IANA name */
export const formatTime = (language: Language, at: Date, timeZone: string): string =>
  formatterOf(language, 'time', timeZone).format(at)

/** `23 Nov 2026` */
export const formatDate = (language: Language, at: Date, timeZone: string): string =>
  formatterOf(language, 'date', timeZone).format(at)

/** `Monday 23 November 2026` */
export const formatLongDate = (language: Language, at: Date, timeZone: string): string =>
  formatterOf(language, 'longDate', timeZone).format(at)

/** `23 Nov 2026, 14:05` */
export const formatDateTime = (language: Language, at: Date, timeZone: string): string =>
  formatterOf(language, 'dateTime', timeZone).format(at)

const numbers: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat(locales.en),
  tr: new Intl.NumberFormat(locales.tr),
  ar: new Intl.NumberFormat(locales.ar),
}

/** A whole number with the separators of the language, in Latin digits. */
export const formatNumber = (language: Language, n: number): string => numbers[language].format(n)

const plurals: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  tr: new Intl.PluralRules('tr'),
  ar: new Intl.PluralRules('ar'),
}

export const pluralForm = (language: Language, count: number): Intl.LDMLPluralRule => plurals[language].select(count)
