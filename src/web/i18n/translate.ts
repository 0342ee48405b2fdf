import type { Language } from '../../domain/taxonomy.ts'
import accountsAr from './accounts.ar.json' with { type: 'json' }
import accountsEn from './accounts.en.json' with { type: 'json' }
import accountsTr from './accounts.tr.json' with { type: 'json' }
import commonAr from './common.ar.json' with { type: 'json' }
import commonEn from './common.en.json' with { type: 'json' }
import commonTr from './common.tr.json' with { type: 'json' }
import deskAr from './desk.ar.json' with { type: 'json' }
import deskEn from './desk.en.json' with { type: 'json' }
import deskTr from './desk.tr.json' with { type: 'json' }
import deskEditorAr from './desk-editor.ar.json' with { type: 'json' }
import deskEditorEn from './desk-editor.en.json' with { type: 'json' }
import deskEditorTr from './desk-editor.tr.json' with { type: 'json' }
import deskIntakeAr from './desk-intake.ar.json' with { type: 'json' }
import deskIntakeEn from './desk-intake.en.json' with { type: 'json' }
import deskIntakeTr from './desk-intake.tr.json' with { type: 'json' }
import deskItemAr from './desk-item.ar.json' with { type: 'json' }
import deskItemEn from './desk-item.en.json' with { type: 'json' }
import deskItemTr from './desk-item.tr.json' with { type: 'json' }
import deskMarginAr from './desk-margin.ar.json' with { type: 'json' }
import deskMarginEn from './desk-margin.en.json' with { type: 'json' }
import deskMarginTr from './desk-margin.tr.json' with { type: 'json' }
import deskMediaAr from './desk-media.ar.json' with { type: 'json' }
import deskMediaEn from './desk-media.en.json' with { type: 'json' }
import deskMediaTr from './desk-media.tr.json' with { type: 'json' }
import deskWorkAr from './desk-work.ar.json' with { type: 'json' }
import deskWorkEn from './desk-work.en.json' with { type: 'json' }
import deskWorkTr from './desk-work.tr.json' with { type: 'json' }
import docsAr from './docs.ar.json' with { type: 'json' }
import docsEn from './docs.en.json' with { type: 'json' }
import docsTr from './docs.tr.json' with { type: 'json' }
import { formatNumber, pluralForm } from './format.ts'
import portalAr from './portal.ar.json' with { type: 'json' }
import portalEn from './portal.en.json' with { type: 'json' }
import portalTr from './portal.tr.json' with { type: 'json' }
import portalKeysAr from './portal-keys.ar.json' with { type: 'json' }
import portalKeysEn from './portal-keys.en.json' with { type: 'json' }
import portalKeysTr from './portal-keys.tr.json' with { type: 'json' }
import portalMediaAr from './portal-media.ar.json' with { type: 'json' }
import portalMediaEn from './portal-media.en.json' with { type: 'json' }
import portalMediaTr from './portal-media.tr.json' with { type: 'json' }
import siteAr from './site.ar.json' with { type: 'json' }
import siteEn from './site.en.json' with { type: 'json' }
import siteTr from './site.tr.json' with { type: 'json' }

const english = {
  ...accountsEn,
  ...commonEn,
  ...deskEn,
  ...deskEditorEn,
  ...deskIntakeEn,
  ...deskItemEn,
  ...deskMarginEn,
  ...deskMediaEn,
  ...deskWorkEn,
  ...docsEn,
  ...portalEn,
  ...portalKeysEn,
  ...portalMediaEn,
  ...siteEn,
}

/** Every sentence of the screens; the English catalogues are the list. */
export type Key = keyof typeof english

/** A sentence with `{name}` places, or one for each plural form of the language, chosen by `count`. */
export type Message = string | ({ readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string })

/** All catalogues; one that lacks a key does not compile. */
export const catalogues: Readonly<Record<Language, Readonly<Record<Key, Message>>>> = {
  en: english,
  tr: {
    ...accountsTr,
    ...commonTr,
    ...deskTr,
    ...deskEditorTr,
    ...deskIntakeTr,
    ...deskItemTr,
    ...deskMarginTr,
    ...deskMediaTr,
    ...deskWorkTr,
    ...docsTr,
    ...portalTr,
    ...portalKeysTr,
    ...portalMediaTr,
    ...siteTr,
  },
  ar: {
    ...accountsAr,
    ...commonAr,
    ...deskAr,
    ...deskEditorAr,
    ...deskIntakeAr,
    ...deskItemAr,
    ...deskMarginAr,
    ...deskMediaAr,
    ...deskWorkAr,
    ...docsAr,
    ...portalAr,
    ...portalKeysAr,
    ...portalMediaAr,
    ...siteAr,
  },
}

export type Values = Readonly<Record<string, string | number>>

/** A sentence of the screens in a language; numbers are written in Latin digits with the language's separators.
 *  @throws RangeError where a value that the sentence names is not given */
export const t = (language: Language, key: Key, values: Values = {}): string => {
  const message = catalogues[language][key]
  const text = typeof message === 'string' ? message : formFor(message, language, values.count)
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new RangeError(`${key} needs a value for ${name}`)
    return typeof value === 'number' ? formatNumber(language, value) : value
  })
}

const formFor = (message: Exclude<Message, string>, language: Language, count: string | number | undefined): string =>
  message[pluralForm(language, Number(count ?? 0))] ?? message.other

/** All forms of a sentence, for scripts that count in the browser. */
export const pluralForms = (language: Language, key: Key): Readonly<Record<string, string>> => {
  const message = catalogues[language][key]
  return typeof message === 'string' ? { other: message } : message
}
