import { expect, test } from 'vitest'
import { withoutBoilerplate } from './boilerplate.ts'

const story = 'The river fell on Monday, the office said.'

const notes = [
  'Meridian website contains only a portion of the news stories offered to subscribers in its wire service, and in summarized form. Please contact us for subscription options.',
  'This site carries a selection of our news in abridged form for those who are not subscribers.',
  'Our web site publishes some of the stories of the wire, summarised. Contact us about a subscription.',
  'Meridyen Ajansı internet sitesinde, abonelere sunulan haberler özetlenerek yayımlanmaktadır. Abonelik için lütfen iletişime geçiniz.',
  'Web sitemizde haberlerin yalnızca bir bölümü özet olarak yer alır. Abone olmak için bize ulaşın.',
  'يحتوي موقع وكالة ميريديان على جزء من الأخبار المقدمة للمشتركين وبشكل ملخص. يرجى الاتصال بنا بشأن خيارات الاشتراك.',
  'Situs Meridian memuat ringkasan berita yang ditawarkan kepada pelanggan. Mohon hubungi kami untuk memilih opsi berlangganan.',
]

test('what sites add under a story is dropped in each language, in any wording that says it', () => {
  for (const note of notes) expect(withoutBoilerplate([story, note])).toEqual({ kept: [story], dropped: [note] })
})

test('it is found at the end of the last paragraph, over two paragraphs, and twice', () => {
  for (const note of notes) {
    expect(withoutBoilerplate([`${story} ${note}`])).toEqual({ kept: [story], dropped: [note] })
    expect(withoutBoilerplate([story, ...note.split(/(?<=\.) /)])).toEqual({ kept: [story], dropped: [note] })
    expect(withoutBoilerplate([story, note, note])).toEqual({ kept: [story], dropped: [note, note] })
  }
})

test('news about websites, subscribers and summaries stays', () => {
  const news = [
    'The library said its website contains only a portion of the collection.',
    'The company lost 4,000 subscribers after it shortened the news programme.',
    'Readers were asked to write to the town: "Please contact us," the office said.',
    'Contact us, the office told subscribers of the water service.',
    'Şirket, abonelerine internet sitesinde yayımlanan haberler için özür diledi.',
    'قال المشتركون إن موقع الشركة لا يعمل منذ يوم الاثنين.',
  ]
  for (const paragraph of news) {
    expect(withoutBoilerplate([story, paragraph])).toEqual({ kept: [story, paragraph], dropped: [] })
  }
})

test('it stays where more of the story follows', () => {
  for (const note of notes) expect(withoutBoilerplate([note, story])).toEqual({ kept: [note, story], dropped: [] })
})
