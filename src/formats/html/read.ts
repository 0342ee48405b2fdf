import { type Block, type Body, textOfBlock, textOfBody } from '../../domain/body.ts'
import { isItemId, itemTypes } from '../../domain/ids.ts'
import { signals } from '../../domain/signal.ts'
import { categoryCodes, priorities } from '../../domain/taxonomy.ts'
import { complete, type Found } from '../read/complete.ts'
import { readHtmlBody } from '../read/html-body.ts'
import { mediaFacts } from '../read/media-facts.ts'
import { readMoment } from '../read/moments.ts'
import { readNotes } from '../read/notes.ts'
import { bareRendition } from '../read/rendition.ts'
import { readEmbargo } from '../read/standing.ts'
import { takeDateline } from '../read/wire-text.ts'
import type { ReadDefaults, Reading, Remark, Source } from '../reading.ts'
import { oneLine } from '../xml.ts'
import { namesIn } from './named.ts'
import { type Page, pageOf } from './page.ts'

/** Whether a text is an HTML page rather than a document of another kind in XML. */
export const isHtmlPage = (text: string): boolean => {
  let start = text.slice(0, 12_000).replace(/^[\ufeff\s]+/u, '')
  for (let i = 0; i < 5 && /^<(?:\?|!--)/u.test(start); i++) start = start.replace(/^[^>]*>\s*/u, '')
  return /^<(?:!doctype\s+html|html)\b/iu.test(start)
}

/** Reads a page as one item: the article in it, and what it says of itself in `<meta>`. A page of our own comes back as it was written. */
export const readHtmlPage = ({ text, defaults }: Source): Reading => {
  const page = pageOf(text)
  const found = page.meta.has('dateline:guid') ? ownOf(page, defaults) : foreignOf(page, defaults)
  return { format: 'text', formatVersion: 'html', items: [complete(found, defaults)], refused: [] }
}

const ownOf = (page: Page, defaults: ReadDefaults): Found => {
  const one = (name: string): string | null => page.meta.get(`dateline:${name}`)?.[0] ?? null
  const signal = signals.find(each => each === one('signal')) ?? null
  const notes = readNotes(page.classed('note'))
  const { body } = takeDateline(readHtmlBody(page.text ?? '').body, one('place') ?? '')
  const isNotice = one('status') === 'withheld' || one('status') === 'canceled'
  const said = one('embargo')
  const { embargo, hold } = readEmbargo(said === 'open' ? '' : said, defaults.timeZone)
  const item = one('item')
  return {
    id: one('guid'),
    itemId: item !== null && isItemId(item) ? item : null,
    version: one('version'),
    type: itemTypes.find(type => type === one('type')) ?? 'text',
    signal: one('status') === 'canceled' ? 'kill' : one('status') === 'withheld' ? 'withhold' : (signal ?? 'new'),
    group: one('group'),
    provider: defaults.provider ?? one('provider'),
    language: page.language,
    headline: page.headline,
    deck: page.classed('deck')[0] ?? null,
    dateline: one('place'),
    bylines: page.meta.get('author') ?? [],
    body: isNotice ? [] : body,
    line: isNotice ? textOfBody(body) : (page.classed('line')[0] ?? null),
    category: categoryCodes.find(code => code === one('category')) ?? null,
    priority: priorities.find(each => String(each) === one('priority')) ?? null,
    keywords: page.meta.get('keywords') ?? [],
    subjects: (page.meta.get('dateline:subject') ?? []).map(words => {
      const [qcode = '', ...name] = words.split(' ')
      return { qcode, name: name.join(' ') }
    }),
    note: notes.note,
    reason: notes.reason,
    ...namesIn(page.meta),
    expires: readMoment(one('expires'), null) ?? notes.expires,
    embargo,
    replacedBy: one('replaced-by'),
    media: mediaFacts({
      altText: one('alt-text'),
      takenAt: one('taken'),
      place: { city: one('city'), region: one('region'), country: one('country'), countryCode: one('country-code') },
      persons: page.meta.get('dateline:person') ?? [],
      credit: one('credit'),
    }),
    firstCreated: readMoment(one('first'), null),
    versionCreated: readMoment(one('sent'), null),
    holds: [
      hold,
      signal === null
        ? { code: 'unknown-signal', detail: `signal "${one('signal')?.slice(0, 80)}" is not known` }
        : null,
      page.isClosed ? null : { code: 'incomplete', detail: 'the end of the page is missing' },
    ],
  }
}

const foreignOf = (page: Page, defaults: ReadDefaults): Found => {
  const one = (...names: readonly string[]): string | null =>
    names.map(name => page.meta.get(name)?.[0] ?? null).find(each => each !== null) ?? null
  const url = webAddress(page.canonical ?? one('og:url'), defaults.baseUrl)
  const headline = one('og:title') ?? page.headline ?? page.title
  const read = readHtmlBody(page.article, url ?? defaults.baseUrl)
  const { dateline, body } = takeDateline(below(read.body, [headline, page.headline]))
  const remarks: Remark[] = [
    { kind: 'guessed', field: 'body', detail: `what stands in <${page.articleName}> of a web page` },
  ]
  if (read.lost.length > 0)
    remarks.push({ kind: 'lost', field: 'body', detail: `<${read.lost.join('>, <')}> and all in it` })
  const picture = webAddress(one('og:image'), url ?? defaults.baseUrl)
  return {
    id: url,
    url,
    provider: defaults.provider ?? one('og:site_name', 'publisher'),
    language: page.language ?? one('og:locale'),
    headline,
    dateline,
    body,
    bylines: (page.meta.get('author') ?? page.meta.get('article:author') ?? []).filter(name => !/^https?:/u.test(name)),
    summary: one('og:description', 'description'),
    keywords: (page.meta.get('keywords') ?? []).flatMap(words => words.split(',')),
    firstCreated: readMoment(one('article:published_time', 'date', 'dc.date', 'dcterms.created'), defaults.timeZone),
    versionCreated: readMoment(
      one('article:modified_time', 'article:published_time', 'dcterms.modified', 'last-modified'),
      defaults.timeZone,
    ),
    renditions: picture === null ? [] : [bareRendition('preview', picture)],
    remarks,
  }
}

const webAddress = (text: string | null, base: string | null): string | null => {
  const url = text === null ? null : URL.parse(text, base ?? undefined)
  return url !== null && /^https?:$/u.test(url.protocol) ? url.href : null
}

/** What stands below the headline, where it is in the article. */
const below = (body: Body, headlines: readonly (string | null)[]): Body => {
  const isHeadline = (block: Block): boolean => block.kind === 'h2' && headlines.includes(oneLine(textOfBlock(block)))
  const at = body.slice(0, 10).findIndex(isHeadline)
  return body.slice(at + 1)
}
