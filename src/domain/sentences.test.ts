import { describe, expect, test } from 'vitest'
import { isBalanced, sentencesOf } from './sentences.ts'
import type { Language } from './taxonomy.ts'

/** Sentences as they must be cut, joined by ` | `. */
const cases: readonly (readonly [Language, string])[] = [
  ['en', 'Dr. A. B. Marrow of the U.S. Senate paid $3.5 million. | He left.'],
  ['en', 'The ferry left at 5 p.m. | The crew of St. Orlan stayed.'],
  ['en', 'Tarn Co. Ltd. bought ropes, nets, etc. | Prices rose.'],
  ['en', 'Pier No. 4 was shut. | “Nobody was hurt. We were lucky,” the port office said. | It reopened.'],
  ['en', 'The wind... eased. | It rose again… | Then rain fell.'],
  ['en', '"Is it over?" the mayor’s office asked. | "It is over."'],
  ['en', 'The boys’ coach said ‘We wait. We hope.’ | It rained.'],
  ['en', 'The rule (it was new. Nobody knew it) fell! | Why? | See meridian.example or 3.14.'],
  ['en', 'The gauge at Orlan fell to 5. | Rain is due.'],
  ['tr', 'Prof. Dr. unvanlı uzman T.C. Başkanlığı’na geldi. | Toplantı bitti.'],
  ['tr', 'Şenlik 5. Cadde’de, 12. Uluslararası Fuar ise limanda açıldı. | Takım 5. | Bu sonuç sevindirdi.'],
  ['tr', 'M.Ö. 300 yılından kalma çanak, testi vb. | Müze sergiyi açtı.'],
  ['tr', 'Oran yüzde 3,5’e, tutar 1.250.000 liraya çıktı. | “Su azaldı. Tasarruf edin.” denildi.'],
  ['tr', 'II. Kordon kapatıldı! | Neden? | Bilinmiyor...'],
  ['ar', 'قال د. سامي إن الأمر انتهى. | هل وصلت السفينة؟ | نعم!'],
  ['ar', '«انتهى العمل. عدنا إلى المرفأ»، بحسب المكتب؛ ولم يصب أحد. | وأعيد فتح الرصيف، والطريق.'],
  ['ar', 'وقع ذلك عام 1447 هـ. | وبلغت النسبة 3.5 في المائة.'],
]

test.each(cases)('%s: %s', (language, marked) => {
  const sentences = marked.split(' | ')
  expect(sentencesOf(sentences.join(' '), language)).toEqual(sentences)
})

describe('quotation marks', () => {
  test.each([
    ['"yes," it said.', true],
    ['"no.', false],
    ['“a” «b» (c)', true],
    ['a” said', false],
    ['«مفتوح', false],
  ])('of %j are balanced: %j', (text, expected) => expect(isBalanced(text)).toBe(expected))

  test('one that is never closed keeps the rest of the paragraph together', () => {
    expect(sentencesOf('It began. "Stay home. Stay safe.', 'en')).toEqual(['It began.', '"Stay home. Stay safe.'])
  })
})
