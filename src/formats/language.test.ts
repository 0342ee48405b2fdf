import { expect, test } from 'vitest'
import { cropReport, floodInVeyra, harbourInQadira, tramInIrmakli } from '../../test/kit/examples.ts'
import { textOfBody } from '../domain/body.ts'
import { guessLanguage } from './language.ts'

test('the language of a story is told from its text', () => {
  for (const { content } of [floodInVeyra, tramInIrmakli, harbourInQadira, cropReport]) {
    expect(guessLanguage(`${content.headline}\n${textOfBody(content.body)}`)).toBe(content.language)
  }
})

test('a short headline is enough where its letters or words say it', () => {
  expect(guessLanguage('Irmaklı’da şiddetli yağış')).toBe('tr')
  expect(guessLanguage('IRMAKLI’DA ŞİDDETLİ YAĞIŞ')).toBe('tr')
  expect(guessLanguage('Minister of Torvane said to have resigned')).toBe('en')
  expect(guessLanguage('استقالة وزير')).toBe('ar')
})

test('a Turkish story about something English stays Turkish, and the other way round', () => {
  expect(
    guessLanguage('"The End of the Line" adlı film bu hafta gösterime girdi ve çok izlendi, dedi yapımcı şirket.'),
  ).toBe('tr')
  expect(
    guessLanguage('The mayor of Irmaklı said that the tram, which has 11 stops, opened on Monday in Işıklı.'),
  ).toBe('en')
})

test('nothing is said of what is too short, mixed or in another language', () => {
  const others = [
    '',
    '2026: 14, 15',
    'Veyra',
    'Le gouvernement de la ville a annoncé en fin de journée la fermeture de toutes les écoles.',
    'Die Stadtverwaltung hat am Montag alle Schulen in der Unterstadt bis Mittwoch geschlossen.',
    'Regjeringen sier at skolene er stengt for dagen, og at det er for tidlig å si noe mer.',
    'دولت اعلام کرد که همه مدرسه‌های شهر تا چهارشنبه تعطیل می‌شود و گزارش تازه‌ای نیست.',
    'Şaredariya bajêr diyar kir ku dibistan heta roja çarşemê girtî ne û êdî xetere nemaye.',
    'Город закрыл все школы до среды.',
  ]
  for (const text of others) expect(guessLanguage(text), text).toBeNull()
})
