import { expect, test } from 'vitest'
import { languageCodes } from '../../domain/taxonomy.ts'
import common from './common.en.json' with { type: 'json' }
import desk from './desk.en.json' with { type: 'json' }
import deskEditor from './desk-editor.en.json' with { type: 'json' }
import deskIntake from './desk-intake.en.json' with { type: 'json' }
import deskItem from './desk-item.en.json' with { type: 'json' }
import deskMedia from './desk-media.en.json' with { type: 'json' }
import { formatDateTime, formatNumber, formatTime } from './format.ts'
import portal from './portal.en.json' with { type: 'json' }
import portalKeys from './portal-keys.en.json' with { type: 'json' }
import portalMedia from './portal-media.en.json' with { type: 'json' }
import site from './site.en.json' with { type: 'json' }
import { catalogues, type Key, type Message, t } from './translate.ts'

const keys = Object.keys(catalogues.en) as Key[]
const forms = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message))
const places = (message: Message): string[] =>
  [...new Set(forms(message).flatMap(text => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? '')))].sort()

test('there are catalogues to compare', () => expect(keys.length).toBeGreaterThan(80))

for (const language of languageCodes) {
  test(`${language} has every key of the English catalogues and no other`, () =>
    expect(Object.keys(catalogues[language]).sort()).toEqual([...keys].sort()))

  test(`${language} fills every key with words and the same places as English`, () => {
    for (const key of keys) {
      expect(
        forms(catalogues[language][key]).every(text => text.trim() !== ''),
        key,
      ).toBe(true)
      expect(places(catalogues[language][key]), key).toEqual(places(catalogues.en[key]))
    }
  })

  test(`${language} has exactly the plural forms that its grammar asks for`, () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
    for (const key of keys) {
      const message = catalogues[language][key]
      if (typeof message !== 'string') expect(Object.keys(message).sort(), key).toEqual([...pluralCategories].sort())
    }
  })
}

test.each([
  [0, 'لا جديد'],
  [1, 'خبر جديد'],
  [2, 'خبران جديدان'],
  [3, '3 أخبار جديدة'],
  [11, '11 خبرا جديدا'],
  [100, '100 خبر جديد'],
])('Arabic counts %i by its own grammar', (count, words) => expect(t('ar', 'live.new', { count })).toBe(words))

test('a sentence without one of its values is refused, not printed with a hole', () =>
  expect(() => t('en', 'row.version')).toThrow(RangeError))

test('times are of the zone asked for, in 24 hours and Latin digits in every language', () => {
  const at = new Date('2026-11-23T21:05:00Z')
  for (const language of languageCodes) {
    expect(formatTime(language, at, 'Europe/Istanbul')).toBe('00:05')
    expect(formatDateTime(language, at, 'Europe/Istanbul')).toContain('24')
  }
  expect(formatNumber('tr', 10000)).toBe('10.000')
  expect(formatNumber('ar', 10000)).toBe('10,000')
})

test('the key of a face begins with its name, so that no catalogue hides a sentence of another', () => {
  for (const [face, catalogue] of Object.entries({
    desk: { ...desk, ...deskEditor, ...deskIntake, ...deskItem, ...deskMedia },
    portal: { ...portal, ...portalKeys, ...portalMedia },
    site,
  })) {
    expect(Object.keys(catalogue).filter(key => !key.startsWith(`${face}.`))).toEqual([])
  }
  expect(Object.keys(deskIntake).filter(key => key in desk)).toEqual([])
  expect(Object.keys(deskEditor).filter(key => key in desk)).toEqual([])
  expect([...Object.keys(portalKeys), ...Object.keys(portalMedia)].filter(key => key in portal)).toEqual([])
  expect(Object.keys(deskItem).filter(key => key in desk)).toEqual([])
  expect(Object.keys(deskMedia).filter(key => key in desk || key in deskIntake)).toEqual([])
  expect(Object.keys(common).filter(key => /^(desk|portal|site)\./.test(key))).toEqual([])
})
