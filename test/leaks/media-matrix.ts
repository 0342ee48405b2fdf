import type { Places, Row } from './matrix.ts'
import { leakRoles } from './pictures.ts'

/** The routes of files, uploads and collections, and of API users. */
export const mediaRows = ({ items, pictures, upload, draft }: Places): Readonly<Record<string, Row>> => {
  const row = (door: Row['door'], ...paths: string[]): Row => ({ door, asks: paths.map(path => ({ path })) })
  const posts = (door: Row['door'], ...paths: string[]): Row => ({
    door,
    asks: paths.map(path => ({ path, form: {} })),
  })
  const ofFiles = (path: (id: string, role: string) => string) =>
    pictures.flatMap(id => leakRoles.map(role => path(id, role)))
  const sold = ['print', 'web', 'hd']
  const ofSold = (path: (id: string, size: string) => string) =>
    pictures.flatMap(id => sold.map(size => path(id, size)))
  const series = (id: string) => id.replace(':picture:', ':picturegroup:')
  return {
    'GET /v1/media/:item': row('v1', ...pictures.map(id => `/v1/media/${id}`)),
    'GET /v1/media/:item/:role': row(
      'v1',
      ...ofFiles((id, role) => `/v1/media/${id}/${role}.webp`),
      ...pictures.flatMap(id => [
        `/v1/media/${id}/original`,
        `/v1/media/${id}/web.webp?link=x.y`,
        `/v1/media/${id}/hd`,
      ]),
    ),
    'POST /v1/media/:item/:role/link': posts('v1', ...ofSold((id, size) => `/v1/media/${id}/${size}/link`)),
    'GET /abone/document/{id}/{newsml29|newsml12|print|web|hd|sd|ai|eps|pdf|raster|file}': row(
      'has',
      ...items.map(id => `/abone/document/${id}/newsml29`),
      ...ofSold((id, size) => `/abone/document/${id}/${size}`),
      '/abone/document/x/y',
      ...pictures.map(id => `/abone/document/${series(id)}/newsml29`),
    ),
    'GET /abone/token/{id}/{print|web|sd|…}': row('has', ...ofSold((id, size) => `/abone/token/${id}/${size}`)),
    'GET /abone/multitoken/{group_id}/{print|web|sd|…}': row(
      'has',
      ...ofSold((id, size) => `/abone/multitoken/${series(id)}/${size}`),
    ),
    'GET /portal/media/:item/:role': row('portal', ...ofFiles((id, role) => `/portal/media/${id}/${role}`)),
    'GET /portal/media/:item/:role/link': row('portal', ...ofSold((id, size) => `/portal/media/${id}/${size}/link`)),
    'GET /portal/items/:id/zip': row('portal', ...pictures.map(id => `/portal/items/${id}/zip`)),
    'GET /portal/quota': row('portal', '/portal/quota'),
    'GET /portal/items/:id/caption': row('portal', ...pictures.map(id => `/portal/items/${id}/caption`)),
    'GET /portal/items/:id/credit': row('portal', ...pictures.map(id => `/portal/items/${id}/credit`)),

    'GET /desk/media': row('desk', '/desk/media', '/desk/media?type=picture'),
    'GET /desk/media/live': { ...row('desk', '/desk/media/live?after=0'), isStream: true },
    'GET /desk/media/:asset': row('desk', `/desk/media/${upload}`, '/desk/media/ast_none00000'),
    'GET /desk/media/:asset/:role': row(
      'desk',
      ...['original', ...leakRoles].map(role => `/desk/media/${upload}/${role}`),
    ),
    'GET /desk/items/:id/files/:number/:role': row(
      'desk',
      ...pictures.flatMap(id => [1, 2].map(version => `/desk/items/${id}/files/${version}/web`)),
    ),
    'POST /desk/media/:asset/retry': posts('desk', `/desk/media/${upload}/retry`),
    'POST /desk/media/files': posts('desk', '/desk/media/files'),
    'POST /desk/media/begin': posts('desk', '/desk/media/begin'),
    'ALL /desk/media/uploads': posts('desk', '/desk/media/uploads'),
    'ALL /desk/media/uploads/:id': row('desk', '/desk/media/uploads/none'),
    'POST /desk/drafts/:id/files': posts('desk', `/desk/drafts/${draft}/files`),
    'POST /desk/drafts/:id/figures': posts('desk', `/desk/drafts/${draft}/figures`),
    'POST /desk/drafts/:id/members': posts('desk', `/desk/drafts/${draft}/members`),
    'POST /desk/drafts/:id/pictures': posts('desk', `/desk/drafts/${draft}/pictures`),
    'GET /desk/collections/new': row('desk', '/desk/collections/new', '/desk/collections/new?q=Ferry'),
    'POST /desk/collections': posts('desk', '/desk/collections'),

    'ALL /v1/uploads': { ...posts('open', '/v1/uploads'), isBare: true },
    'ALL /v1/uploads/:id': { ...row('open', `/v1/uploads/${upload}`), isBare: true },
    'GET /v1/api-users': row('v1', '/v1/api-users'),
    'POST /v1/api-users': posts('v1', '/v1/api-users'),
    'PATCH /v1/api-users/:id': { door: 'v1', asks: [{ path: '/v1/api-users/3001001', method: 'PATCH', form: {} }] },
    'POST /v1/uploads': { ...posts('open', '/v1/uploads?name=x.txt'), isBare: true },
    'GET /portal/api-users': row('portal', '/portal/api-users'),
    'GET /portal/api-users/new': row('portal', '/portal/api-users/new'),
    'GET /portal/api-users/:id': row('portal', '/portal/api-users/3001001', '/portal/api-users/3001003'),
    'GET /portal/api-users/:id/deactivate': row('portal', '/portal/api-users/3001001/deactivate'),
    'GET /portal/api-users/:id/rotate': row('portal', '/portal/api-users/3001001/rotate'),
    'POST /portal/api-users': posts('portal', '/portal/api-users'),
    'POST /portal/api-users/:id': posts('portal', '/portal/api-users/3001001'),
    'POST /portal/api-users/:id/:act': posts('portal', '/portal/api-users/3001001/deactivate'),
    'POST /portal/api-users/:id/rotate': posts('portal', '/portal/api-users/3001001/rotate'),
    'POST /v1/api-users/:id/rotate': posts('v1', '/v1/api-users/3001001/rotate'),
  }
}
