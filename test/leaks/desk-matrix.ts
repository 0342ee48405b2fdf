import type { Places, Row } from './matrix.ts'

/** The routes of the newsroom's work: drafts on their way, desks, templates, the clock, flashes, second looks, what is found and proposed. */
export const deskRows = ({ items, draft }: Places): Readonly<Record<string, Row>> => {
  const page = 'text/html'
  const pages = (...paths: string[]): Row => ({ door: 'desk', asks: paths.map(path => ({ path, accept: page })) })
  const live = (path: string): Row => ({ ...pages(path), isStream: true })
  const posts = (paths: readonly string[], form: Record<string, string> = {}): Row => ({
    door: 'desk',
    asks: paths.map(path => ({ path, form })),
  })
  const one = (name: string, form: Record<string, string> = {}) => ({
    [`POST /desk/drafts/:id/${name}`]: posts([`/desk/drafts/${draft}/${name}`], form),
  })
  const ofItems = (name: string, form: Record<string, string> = {}) =>
    posts(
      items.map(id => `/desk/items/${id}/${name}`),
      form,
    )
  const ofKind = (kind: string, names: readonly string[]) =>
    Object.fromEntries(names.map(name => [`POST /desk/${kind}/:id/${name}`, posts([`/desk/${kind}/none/${name}`])]))
  return {
    'GET /desk/drafts/live': live('/desk/drafts/live?whose=all'),
    'GET /desk/drafts/:id/live': live(`/desk/drafts/${draft}/live`),
    ...Object.fromEntries(
      ['door', 'schedule', 'texts', 'trail'].map(name => [
        `GET /desk/drafts/:id/${name}`,
        pages(`/desk/drafts/${draft}/${name}`),
      ]),
    ),
    ...one('autosave', { tab: 'x' }),
    ...one('presence', { tab: 'x' }),
    ...one('leave', { tab: 'x' }),
    ...one('take-over', { tab: 'x' }),
    ...one('margin', { headline: 'x' }),
    ...one('alt-text', { text: 'x' }),
    ...one('story-pictures', { asset: 'x' }),
    ...one('assign', { to: 'x' }),
    ...one('desk', { to: 'x' }),
    ...one('note', { note: 'x' }),
    ...one('stage', { to: 'ready' }),
    ...one('schedule', { at: '2041-01-01T00:00' }),
    ...one('unschedule'),
    ...one('template', { name: 'x' }),
    ...one('undo', { event: '1' }),
    'POST /desk/drafts/:id/texts/:text/restore': posts([`/desk/drafts/${draft}/texts/1/restore`]),
    'GET /desk/pictures/:id/thumb': pages(`/desk/pictures/${draft}/thumb`),

    'GET /desk/desks': pages('/desk/desks'),
    'POST /desk/desks': posts(['/desk/desks'], { name: 'x' }),
    'POST /desk/desks/:id': posts(['/desk/desks/none'], { name: 'x' }),
    ...ofKind('desks', ['members', 'close', 'open']),
    'GET /desk/templates': pages('/desk/templates'),
    'POST /desk/templates': posts(['/desk/templates'], { name: 'x' }),
    'GET /desk/templates/:id': pages('/desk/templates/none'),
    'POST /desk/templates/:id': posts(['/desk/templates/none'], { name: 'x' }),
    ...ofKind('templates', ['begin', 'close', 'open']),
    'GET /desk/snippets': pages('/desk/snippets?q='),

    'GET /desk/today': pages('/desk/today'),
    'GET /desk/today/live': live('/desk/today/live'),
    'POST /desk/mentions/seen': posts(['/desk/mentions/seen']),
    'GET /desk/schedule': pages('/desk/schedule'),
    'GET /desk/schedule/live': live('/desk/schedule/live'),
    'GET /desk/search': pages('/desk/search?q=Ferry'),
    'GET /desk/find': pages('/desk/find?q=Ferry'),
    'GET /desk/suggest': pages('/desk/suggest?field=links&q=Ferry', '/desk/suggest?field=subjects&q=ferry'),

    'GET /desk/flash': pages('/desk/flash'),
    'GET /desk/flash/reach': pages('/desk/flash/reach?language=en&category=general'),
    'POST /desk/flash': posts(['/desk/flash'], { line: 'x', language: 'en', category: 'general', key: 'x' }),
    'GET /desk/looks/bands': pages('/desk/looks/bands'),
    'GET /desk/looks/:id': pages('/desk/looks/slk_none0000'),
    ...ofKind('looks', ['confirm', 'refuse', 'withdraw']),

    'POST /desk/items/:id/duplicate': ofItems('duplicate'),
    'POST /desk/items/:id/translate': ofItems('translate', { language: 'tr' }),
    'POST /desk/items/:id/versions/:number/restore': ofItems('versions/1/restore'),
  }
}
