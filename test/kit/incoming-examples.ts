import type { StartedDesk } from './desk.ts'
import { arrived, ninjsStory, post, sourceNamed } from './incoming.ts'

const arabic = 'ميناء قديرة يستقبل أول سفينة منذ العاصفة'
const longWord = 'x'.repeat(60)
/** 240 characters, with a word of 60 letters. */
const longHeadline = `${'Harbour '.repeat(22)}${longWord} end`

/** Invented news of every look that the incoming list has, at several sources. @returns ids to be opened */
export const incomingExamples = async (desk: StartedDesk) => {
  const agency = (await sourceNamed(desk, 'Lakeside Press', { stalledAfterMinutes: 600 })).id
  const timeline = (
    await sourceNamed(desk, 'Harbour timeline', {
      kind: 'timeline',
      settings: { url: 'https://posts.example', account: '@harbour' },
    })
  ).id
  const feed = (
    await sourceNamed(desk, 'Orsel Courier', { kind: 'feed', settings: { url: 'https://courier.example/feed' } })
  ).id
  const one = async (source: string, document: object) => (await arrived(desk, source, document)).items[0]?.id ?? 0
  const story = (n: number, headline: string, parts: object = {}) =>
    ninjsStory(`https://lakeside.example/${n}`, headline, parts)
  await one(agency, story(1, 'Ferry service on Lake Orsel starts again after the storm'))
  await one(agency, story(2, longHeadline, { version: '3' }))
  await one(
    agency,
    story(3, arabic, {
      language: 'ar',
      bodies: [
        {
          contenttype: 'text/html',
          value: `<p>قديرة — ${arabic}.</p><p>قالت هيئة الميناء إن السفينة رست صباح الاثنين.</p>`,
        },
      ],
    }),
  )
  await one(agency, story(4, 'Göl kıyısındaki köylerde elektrik geri geldi', { language: 'tr', urgency: 1 }))
  const held = await one(agency, story(5, 'Budget talks go on behind closed doors', { pubstatus: 'perhaps' }))
  const embargoed = await one(
    agency,
    story(6, 'Lake authority to name its new head', {
      ...{ embargoed: '2041-01-01T06:00:00Z', urgency: 2, ednote: 'Not before the ceremony has begun.' },
      subjects: [
        { uri: 'http://cv.iptc.org/newscodes/mediatopic/20000151', name: 'flood' },
        { uri: 'x:9', name: 'piers' },
      ],
    }),
  )
  const first = await one(timeline, post('1', 'The morning ferry leaves at <strong>seven</strong>. Tickets as before.'))
  await one(
    timeline,
    post('1', 'The morning ferry leaves at <strong>eight</strong>.', { edited_at: '2026-11-23T10:00:00.000Z' }),
  )
  await arrived(
    desk,
    feed,
    `<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Orsel Courier</title>\n<item><title>Piers</title`,
    {
      name: 'https://courier.example/feed',
      contentType: 'application/rss+xml',
    },
  )
  const { raw } = await arrived(desk, agency, `<?xml version="1.0"?><nitf><head><title>${longWord}`, {
    name: `${longWord}.xml`,
  })
  return { agency, timeline, feed, held, embargoed, post: first, raw }
}
