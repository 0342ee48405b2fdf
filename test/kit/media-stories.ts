import { paragraph } from '../../src/domain/body.ts'
import type { Member, Rendition } from '../../src/domain/media.ts'
import type { Content } from '../../src/domain/version.ts'

// Invented throughout, like stories.ts; the files are named and do not exist.

const rendition = (parts: Partial<Rendition> & Pick<Rendition, 'role' | 'href'>): Rendition => ({
  contentType: null,
  sizeBytes: null,
  widthPixels: null,
  heightPixels: null,
  durationSeconds: null,
  ...parts,
})

const media = 'https://media.meridian.example/2026/11/23'

const quiet = { deck: null, bylines: [], keywords: [], subjects: [], summary: null, priority: 4 as const }

export const lake: Content = {
  ...quiet,
  language: 'en',
  headline: 'A ferry leaves the harbour of Orsel',
  dateline: 'ORSEL',
  bylines: ['Mara Quill'],
  body: [
    paragraph('The ferry Heron leaves the harbour of Orsel on Monday, the first crossing after a week of storms.'),
    paragraph('Passengers & crew waited "since dawn".'),
  ],
  category: 'general',
  subjects: [{ qcode: 'medtop:20000337', name: 'public transport' }],
  keywords: ['ferry', 'Lake Orsel'],
  sources: [{ name: 'Orsel Harbour Office', uri: 'https://harbour.orsel.example/news?id=7&lang=en' }],
  rights: { holder: 'Mara Quill', notice: '© 2026 Mara Quill', terms: 'No use on covers.' },
  media: {
    assets: [],
    altText: 'A white ferry with a blue funnel passes the mole of a small harbour',
    takenAt: '2026-11-23T08:10:00+03:00',
    place: { city: 'Orsel', region: 'Lake District', country: 'Meridia', countryCode: null },
    persons: ['Harbour Master Office'],
    credit: 'Mara Quill/Meridian',
    focus: null,
  },
  renditions: [
    rendition({
      ...{ role: 'original', href: `${media}/1020.jpg`, contentType: 'image/jpeg' },
      ...{ sizeBytes: 4_812_331, widthPixels: 6000, heightPixels: 4000 },
    }),
    rendition({
      ...{ role: 'print', href: `${media}/1020-print.jpg`, contentType: 'image/jpeg' },
      ...{ sizeBytes: 1_204_880, widthPixels: 3000, heightPixels: 2000 },
    }),
    rendition({
      ...{ role: 'web', href: `${media}/1020-web.jpg?a=1&b=2`, contentType: 'image/jpeg' },
      ...{ widthPixels: 1200, heightPixels: 800 },
    }),
    rendition({ role: 'thumb', href: `${media}/1020-thumb.jpg`, contentType: 'image/jpeg' }),
  ],
}

export const crossing: Content = {
  ...quiet,
  language: 'tr',
  headline: 'Orsel Gölü’nde feribot seferleri yeniden başladı',
  dateline: 'ORSEL',
  bylines: ['Işıl Çınar'],
  body: [paragraph('Limandan ayrılan feribot, yolcular ve iskelede bekleyenler.')],
  category: 'general',
  renditions: [
    rendition({
      ...{ role: 'hd', href: `${media}/1021-hd.mp4`, contentType: 'video/mp4', sizeBytes: 23_456_789 },
      ...{ widthPixels: 1920, heightPixels: 1080, durationSeconds: 63 },
    }),
    rendition({
      ...{ role: 'sd', href: `${media}/1021-sd.mp4`, contentType: 'video/mp4' },
      ...{ widthPixels: 640, heightPixels: 360, durationSeconds: 63 },
    }),
    rendition({ role: 'preview', href: `${media}/1021.jpg`, contentType: 'image/jpeg' }),
  ],
}

export const waterMap: Content = {
  ...quiet,
  language: 'en',
  headline: 'Map: where the Sarn left its banks',
  dateline: null,
  body: [paragraph('Streets of Veyra under water at noon on Monday.')],
  category: 'general',
  priority: 3,
  renditions: [
    rendition({ role: 'original', href: `${media}/1022.svg`, contentType: 'image/svg+xml', sizeBytes: 88_120 }),
    rendition({ role: 'web', href: `${media}/1022.png`, contentType: 'image/png', widthPixels: 1600 }),
  ],
}

export const budget: Content = {
  ...quiet,
  language: 'en',
  headline: 'The budget of Veyra as a table',
  dateline: 'VEYRA',
  body: [paragraph('All 214 lines of the town budget, as the council adopted it.')],
  category: 'economy',
  renditions: [
    rendition({ role: 'original', href: `${media}/1023.csv`, contentType: 'text/csv', sizeBytes: 19_004 }),
    rendition({ role: 'preview', href: 'budget-preview.png' }),
  ],
}

const members: Member[] = [
  {
    guid: 'tag:meridian.example,2026-11-23:text:1001',
    type: 'text',
    headline: 'Ferry service on Lake Orsel starts again',
    version: 2,
  },
  {
    guid: 'tag:meridian.example,2026-11-23:picture:1020',
    type: 'picture',
    headline: 'A ferry leaves the harbour of Orsel',
    version: 1,
  },
  { guid: 'tag:meridian.example,2026-11-23:graphic:1022', type: 'graphic', headline: null, version: null },
]

export const dossier: Content = {
  ...quiet,
  language: 'en',
  headline: 'The storms on Lake Orsel: text, picture and map',
  dateline: null,
  body: [paragraph('Everything that was sent of the storms, in the order of events.')],
  category: 'general',
  keywords: ['storm'],
  members,
}
