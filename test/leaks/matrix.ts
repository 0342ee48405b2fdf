import type { ItemId } from '../../src/domain/ids.ts'
import { deskRows } from './desk-matrix.ts'
import { mediaRows } from './media-matrix.ts'

/** Who answers: what a reader may see depends on it. */
export type Door = 'v1' | 'has' | 'portal' | 'desk' | 'site' | 'open'

/** One request to a route. */
export interface Ask {
  readonly path: string
  readonly accept?: string
  /** Instead of GET, or of POST where there is a form. */
  readonly method?: string
  readonly form?: Readonly<Record<string, string>>
}

export interface Row {
  readonly door: Door
  /** The requests that stand for this route. */
  readonly asks: readonly Ask[]
  /** Read for a while, for it does not end. */
  readonly isStream?: true
  /** Would end the session, or count as a failed sign-in: asked without any. */
  readonly isBare?: true
}

/** What the addresses are made of. */
export interface Places {
  readonly items: readonly ItemId[]
  readonly slugs: readonly string[]
  readonly draft: string
  readonly stylesheet: string
  /** A source, an item that came in by it, and the documents: one that was read, and one that could not be. */
  readonly source: string
  readonly incoming: number
  readonly raws: readonly number[]
  /** Pictures among the items, and an upload that nothing was made of. */
  readonly pictures: readonly ItemId[]
  readonly upload: string
}

const languages = ['en', 'tr', 'ar']
const page = 'text/html'

/** Every route of a running server by method and pattern, as its own table has it, with the requests that try it. */
export const matrixOf = (places: Places): Readonly<Record<string, Row>> => {
  const { items, slugs, draft, stylesheet, source, incoming, raws } = places
  const v1 = (...paths: string[]): Row => ({ door: 'v1', asks: paths.map(path => ({ path })) })
  const pages = (door: Door, ...paths: string[]): Row => ({ door, asks: paths.map(path => ({ path, accept: page })) })
  const ofItems = (...paths: ((id: string) => string)[]) => items.flatMap(id => paths.map(path => path(id)))
  const sited = (...paths: string[]): Row =>
    pages('site', ...languages.flatMap(language => paths.map(path => `/${language}${path}`)))
  const posts = (door: Door, paths: readonly string[], form: Record<string, string> = {}): Row => ({
    door,
    asks: paths.map(path => ({ path, form })),
  })
  const act = (name: string) =>
    posts(
      'desk',
      ofItems(id => `/desk/items/${id}/${name}`),
      {
        ...{ note: 'x', line: 'x', reason: 'legal', confirm: 'yes', seq: '1' },
        key: '00000000-0000-4000-8000-000000000000',
      },
    )

  return {
    'GET /healthz': pages('open', '/healthz'),
    'GET /readyz': pages('open', '/readyz'),
    'GET /metrics': pages('open', '/metrics'),
    'GET /assets/:file': pages('open', stylesheet, '/assets/none.css'),
    'POST /preferences': posts('open', ['/preferences'], { language: 'ar', return: '/portal' }),
    'GET /docs': pages('open', '/docs'),
    'GET /docs/reference': pages('open', '/docs/reference'),
    'GET /docs/protocol': pages('open', '/docs/protocol'),
    'GET /docs/has': pages('open', '/docs/has'),
    'GET /problems': pages('open', '/problems'),
    'GET /problems/:code': pages('open', '/problems/killed', '/problems/none'),

    'GET /v1/entries': v1(
      ...['ninjs', 'newsml-g2', 'text', 'thin'].map(format => `/v1/entries?after=0&limit=500&format=${format}`),
      '/v1/entries?after=0&language=en&product=general-en&priority=2,4',
      '/v1/entries?after=nonsense',
    ),
    'GET /v1/items/:id': v1(
      ...ofItems(
        id => `/v1/items/${id}`,
        id => `/v1/items/${id}?format=newsml-g2`,
        id => `/v1/items/${id}?format=text`,
        id => `/v1/items/${id}?version=1`,
        id => `/v1/items/${id}?version=2&format=text`,
      ),
      '/v1/items/dl:text:20260101:1',
    ),
    'GET /v1/scope': v1('/v1/scope'),
    'POST /v1/tickets': posts('v1', ['/v1/tickets']),
    'GET /v1/openapi.json': v1('/v1/openapi.json'),
    'GET /v1/stream': {
      ...v1('/v1/stream?after=0', '/v1/stream?after=0&format=newsml-g2&language=en', '/v1/stream?after=0&ticket=x'),
      isStream: true,
    },

    'POST /v1/intake/:source': posts('v1', [`/v1/intake/${source}`, '/v1/intake/none'], { text: 'x' }),
    'GET /v1/intake/websub/:source': v1(`/v1/intake/websub/${source}?hub.mode=subscribe&hub.topic=x&hub.challenge=y`),
    'POST /v1/intake/websub/:source': posts('v1', [`/v1/intake/websub/${source}`], { text: 'x' }),

    'GET /abone/discover/{tr_TR|en_US|ar_AR}': pages('has', '/abone/discover', '/abone/discover/en_US'),
    'POST /abone/search': {
      door: 'has',
      asks: [{}, { filter_language: '2' }, { search_string: 'Ferry' }].map(more => ({
        path: '/abone/search',
        form: { start_date: '*', end_date: 'NOW', limit: '100', ...more },
      })),
    },
    'GET /abone/subscription': pages('has', '/abone/subscription'),

    'GET /desk/sign-in': { ...pages('desk', '/desk/sign-in'), isBare: true },
    'POST /desk/sign-in': { ...posts('desk', ['/desk/sign-in'], { email: '' }), isBare: true },
    'POST /desk/sign-out': { ...posts('desk', ['/desk/sign-out']), isBare: true },
    'GET /desk': pages('desk', '/desk', '/desk?q=Ferry&language=en'),
    'GET /desk/live': { ...pages('desk', '/desk/live?after=0', '/desk/live?list=drafts'), isStream: true },
    'GET /desk/drafts': pages('desk', '/desk/drafts', '/desk/drafts?whose=all'),
    'GET /desk/new': pages('desk', '/desk/new'),
    'GET /desk/drafts/:id': pages('desk', `/desk/drafts/${draft}`, `/desk/drafts/${draft}?sheet=send`),
    'GET /desk/drafts/:id/preview': pages('desk', `/desk/drafts/${draft}/preview`),
    'POST /desk/drafts/:id': posts('desk', [`/desk/drafts/${draft}`], { revision: '0', headline: 'x' }),
    'POST /desk/drafts/:id/discard': posts('desk', [`/desk/drafts/${draft}/discard`]),
    'POST /desk/drafts/:id/reopen': posts('desk', [`/desk/drafts/${draft}/reopen`]),
    'POST /desk/drafts/:id/send': posts('desk', [`/desk/drafts/${draft}/send`], { revision: '1' }),
    'POST /desk/drafts/:id/rebase': posts('desk', [`/desk/drafts/${draft}/rebase`], { revision: '1' }),
    'GET /desk/items/:id': pages(
      'desk',
      ...ofItems(
        id => `/desk/items/${id}`,
        id => `/desk/items/${id}?sheet=kill`,
      ),
    ),
    'GET /desk/items/:id/compare': pages('desk', ...ofItems(id => `/desk/items/${id}/compare?from=1&to=2`)),
    'POST /desk/items/:id/drafts': posts(
      'desk',
      ofItems(id => `/desk/items/${id}/drafts`),
    ),
    'POST /desk/items/:id/advisory': act('advisory'),
    'POST /desk/items/:id/withhold': act('withhold'),
    'POST /desk/items/:id/kill': act('kill'),
    'POST /desk/items/:id/release': act('release'),
    'GET /desk/incoming': pages(
      'desk',
      ...['', '?state=all', '?q=Ferry', `?state=all&open=${incoming}`, `?open=${incoming}&view=raw`].map(
        query => `/desk/incoming${query}`,
      ),
    ),
    'GET /desk/incoming/live': {
      ...pages('desk', `/desk/incoming/live?after=0&open=${incoming}`, '/desk/incoming/live?list=quarantine'),
      isStream: true,
    },
    'GET /desk/incoming/raw/:id': pages('desk', ...raws.map(id => `/desk/incoming/raw/${id}`)),
    'POST /desk/incoming/:id/take': posts('desk', [`/desk/incoming/${incoming}/take`]),
    'POST /desk/incoming/:id/dismiss': posts('desk', [`/desk/incoming/${incoming}/dismiss`]),
    'POST /desk/incoming/:id/cite': posts('desk', [`/desk/incoming/${incoming}/cite`], { draft: '' }),
    'GET /desk/incoming/quarantine': pages(
      'desk',
      '/desk/incoming/quarantine',
      ...raws.map(id => `/desk/incoming/quarantine?open=${id}`),
    ),
    ...Object.fromEntries(
      ['retry', 'repair', 'dismiss'].map(name => [
        `POST /desk/incoming/quarantine/:id/${name}`,
        posts(
          'desk',
          raws.map(id => `/desk/incoming/quarantine/${id}/${name}`),
          { text: 'x' },
        ),
      ]),
    ),
    'GET /desk/sources': pages('desk', '/desk/sources'),
    'GET /desk/sources/new': pages('desk', '/desk/sources/new', '/desk/sources/new?kind=http'),
    'POST /desk/sources': posts('desk', ['/desk/sources'], { kind: 'http', name: 'x', enabled: 'on' }),
    'GET /desk/sources/:id': pages('desk', `/desk/sources/${source}`),
    'POST /desk/sources/:id': posts('desk', [`/desk/sources/${source}`], { name: 'x' }),
    ...Object.fromEntries(
      ['on', 'off', 'look', 'anew', 'reread', 'forget', 'key'].map(name => [
        `POST /desk/sources/:id/${name}`,
        posts('desk', [`/desk/sources/${source}/${name}`]),
      ]),
    ),
    'GET /desk/enquiries': pages('desk', '/desk/enquiries', '/desk/enquiries?handled=1'),
    'POST /desk/enquiries/:id/handled': posts('desk', ['/desk/enquiries/1/handled']),
    'POST /desk/enquiries/:id/reopened': posts('desk', ['/desk/enquiries/1/reopened']),

    'GET /portal/sign-in': { ...pages('portal', '/portal/sign-in'), isBare: true },
    'POST /portal/sign-in': { ...posts('portal', ['/portal/sign-in'], { email: '' }), isBare: true },
    'POST /portal/sign-out': { ...posts('portal', ['/portal/sign-out']), isBare: true },
    'GET /portal': pages(
      'portal',
      ...['', '?language=en', '?q=Ferry', '?signal=kill', '?product=general-en', '?before=5', '?q=Ferry&before=9'].map(
        query => `/portal${query}`,
      ),
      ...ofItems(id => `/portal?open=${id}`),
    ),
    'GET /portal/live': {
      ...pages('portal', '/portal/live?after=0', `/portal/live?after=0&rows=0&open=${items[5]}`),
      isStream: true,
    },
    'GET /portal/items/:id': pages(
      'portal',
      ...ofItems(
        id => `/portal/items/${id}`,
        id => `/portal/items/${id}?version=1`,
      ),
    ),
    'GET /portal/items/:id/text': pages(
      'portal',
      ...ofItems(
        id => `/portal/items/${id}/text`,
        id => `/portal/items/${id}/text?version=1`,
      ),
    ),

    'GET /': pages('site', '/'),
    'GET /robots.txt': pages('site', '/robots.txt'),
    'GET /sitemap.xml': pages('site', '/sitemap.xml', '/sitemap.xml?page=1'),
    'GET /:language': sited('', '?before=2041-01-01T00:00:00Z'),
    'GET /:language/:category': sited('/general', '/sports'),
    'GET /:language/feed.xml': sited('/feed.xml'),
    'GET /:language/:category/feed.xml': sited('/general/feed.xml'),
    'GET /:language/about': sited('/about'),
    'GET /:language/contact': sited('/contact', ...slugs.map(slug => `/contact?about=${slug}`)),
    'POST /:language/contact': posts('site', ['/en/contact'], { email: 'x' }),
    'GET /:language/contact/thanks': sited('/contact/thanks'),
    'GET /:language/story/:slug': sited(...slugs.map(slug => `/story/${slug}`), '/story/none'),
    'ALL /:language/*': sited('/none/none'),
    ...mediaRows(places),
    ...deskRows(places),
    'nothing there': pages('open', '/none', '/v1/none', '/desk/none', '/portal/none', '/abone/none', '/v1/items/'),
  }
}
