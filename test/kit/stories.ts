import { paragraph } from '../../src/domain/body.ts'
import { formatItemId, guidOf } from '../../src/domain/ids.ts'
import type { Content } from '../../src/domain/version.ts'

// Invented throughout: no such place, office or event exists.

export const flood: Content = {
  language: 'en',
  headline: 'River floods the lower town of Veyra',
  deck: 'Schools stay closed as the water falls more slowly than forecast, the town office says',
  dateline: 'VEYRA',
  bylines: ['Ines Tallow', 'Piet Marrow'],
  body: [
    paragraph('The river Sarn left its banks on Monday and flooded the lower town of Veyra, the town office said.'),
    paragraph('The water stood at 4.2 metres at noon, according to the gauge office, and is falling slowly.'),
    paragraph('"Nobody is missing, and every street north of the mill can be reached," the fire service said.'),
    paragraph('Schools in the lower town stay closed until Wednesday.'),
  ],
  category: 'general',
  priority: 2,
  subjects: [{ qcode: 'medtop:20000151', name: 'flood' }],
  keywords: ['flood', 'Sarn'],
  summary: 'The river Sarn has flooded the lower town of Veyra; nobody is missing.',
}

export const tram: Content = {
  language: 'tr',
  headline: 'Irmaklı’da tramvay hattı ilk yolcularını taşıdı',
  deck: 'Belediyeye göre hat günde 18 bin yolcuya hizmet verecek',
  dateline: 'İRMAKLI',
  bylines: ['Işıl Çınar'],
  body: [
    paragraph('Irmaklı Belediyesi, kentin ilk tramvay hattının pazartesi sabahı hizmete girdiğini açıkladı.'),
    paragraph('Açıklamada, 11 duraklı hattın günde 18 bin yolcuya ulaşmasının beklendiği bildirildi.'),
    paragraph('Hattın yapımı iki yıl sürdü ve planlanan bütçenin altında kaldı.'),
  ],
  category: 'economy',
  priority: 4,
  subjects: [{ qcode: 'medtop:20000337', name: 'public transport' }],
  keywords: ['tramvay', 'ulaşım'],
  summary: null,
}

export const tramNamed: Content = {
  ...tram,
  people: [{ name: 'Işıl Çınar', uri: null }],
  organisations: [
    { name: 'Irmaklı Belediyesi', uri: 'https://register.example/bodies?id=12&lang=tr' },
    { name: 'Hat & Ray Birliği', uri: null },
  ],
  places: [{ name: 'Irmaklı', uri: 'https://places.example/irmakli' }],
  links: [
    {
      ...{ rel: 'translation-of', item: formatItemId('dl', 'text', '20261123', 1039), version: 2 },
      guid: guidOf('meridian.example', formatItemId('dl', 'text', '20261123', 1039)),
      headline: 'Irmakli’s first tram line carries its first passengers',
    },
    {
      ...{ rel: 'background', item: formatItemId('dl', 'text', '20261101', 1007), version: null },
      guid: guidOf('meridian.example', formatItemId('dl', 'text', '20261101', 1007)),
      headline: null,
    },
    {
      ...{ rel: 'see-also', item: formatItemId('dl', 'text', '20261120', 1021), version: null },
      guid: guidOf('meridian.example', formatItemId('dl', 'text', '20261120', 1021)),
      headline: 'Köprü “2 Kasım” & sonrası',
    },
  ],
  expiresAt: '2026-12-31T18:00:00.000Z',
}

export const harbour: Content = {
  language: 'ar',
  headline: 'ميناء قديرة يستقبل أول سفينة بعد أعمال التوسعة',
  deck: 'هيئة الميناء: الطاقة الاستيعابية تضاعفت',
  dateline: 'قديرة',
  bylines: ['ليان الساحلي'],
  body: [
    paragraph('قالت هيئة ميناء قديرة يوم الاثنين إن الميناء استقبل أول سفينة حاويات بعد انتهاء أعمال التوسعة.'),
    paragraph('وأضافت الهيئة أن الرصيف الجديد يبلغ طوله 900 متر، وأن العمل فيه سيبدأ بكامل طاقته في الربيع.'),
  ],
  category: 'economy',
  priority: 3,
  subjects: [],
  keywords: ['ميناء'],
  summary: null,
}

const cell = (text: string) => [{ text }]

export const crops: Content = {
  language: 'en',
  headline: 'Barley up, oats down: the harvest in Torvane & Lisk',
  deck: null,
  dateline: 'NEW TORVANE',
  bylines: [],
  body: [
    {
      kind: 'p',
      spans: [
        { text: 'The harvest office published its ' },
        { text: 'final', em: true },
        { text: ' count on Monday; the ' },
        { text: 'full table', href: 'https://harvest.torvane.example/2026?crop=all&unit=t' },
        { text: ' shows < 1% change in ' },
        { text: 'all', strong: true },
        { text: ' crops together.' },
      ],
    },
    { kind: 'h2', spans: [{ text: 'What grew' }] },
    { kind: 'ul', items: [cell('Barley, by 4 %'), cell('Beans, by 2 %')] },
    { kind: 'h2', spans: [{ text: 'By district' }] },
    {
      kind: 'table',
      header: true,
      rows: [
        [cell('District'), cell('Tonnes')],
        [cell('Torvane'), cell('41,000')],
        [cell('Lisk'), cell('12,500')],
      ],
    },
    { kind: 'ol', items: [cell('Sowing'), cell('Harvest')] },
    { kind: 'blockquote', spans: [{ text: 'A year like any other, which is what we hoped for.' }] },
    { kind: 'figure', item: formatItemId('dl', 'picture', '20261123', 1007), caption: cell('A field near Lisk.') },
  ],
  category: 'economy',
  priority: 5,
  subjects: [],
  keywords: [],
  summary: null,
}
