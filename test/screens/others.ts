import type { Screen } from './screen.ts'

const portal = (name: string, route: string, path: Screen['path'], more: Partial<Screen> = {}): Screen => ({
  name: `portal-${name}`,
  route: `/portal${route}`,
  who: 'master',
  path: places => `/portal${path(places)}`,
  ...more,
})

/** What subscribers see. */
export const portalScreens: readonly Screen[] = [
  portal('sign-in', '/sign-in', () => '/sign-in', { who: 'nobody' }),
  portal('wire', '', () => ''),
  portal('wire-open', '', p => `?open=${p.item}`),
  portal('wire-empty', '', () => '?q=nobodywrotethis'),
  portal('wire-pictures', '', () => '?view=pictures'),
  portal('item', '/items/:id', p => `/items/${p.item}`),
  portal('item-killed', '/items/:id', p => `/items/${p.killed}`),
  portal('item-picture', '/items/:id', p => `/items/${p.picture}`),
  portal('item-video', '/items/:id', p => `/items/${p.video}`),
  portal('keys', '/api-users', () => '/api-users'),
  portal('key-new', '/api-users/new', () => '/api-users/new'),
  portal('key', '/api-users/:id', p => `/api-users/${p.key}`),
  portal('key-off', '/api-users/:id/deactivate', p => `/api-users/${p.key}/deactivate`),
  portal('key-rotate', '/api-users/:id/rotate', p => `/api-users/${p.key}/rotate`),
]

const site = (name: string, route: string, path: Screen['path']): Screen => ({
  name: `site-${name}`,
  route: `/:language${route}`,
  who: 'nobody',
  path: places => `/${places.language}${path(places)}`,
})

/** What the public sees. */
export const siteScreens: readonly Screen[] = [
  site('front', '', () => ''),
  site('category', '/:category', () => '/general'),
  site('story', '/story/:slug', p => `/story/${p.story[p.language]}`),
  site('about', '/about', () => '/about'),
  site('contact', '/contact', () => '/contact'),
  site('thanks', '/contact/thanks', () => '/contact/thanks'),
  site('missing', '/*', () => '/none/none'),
]

/** The pages for those who connect machines. */
export const docsScreens: readonly Screen[] = [
  { name: 'docs-guide', route: '/docs', who: 'nobody', path: () => '/docs' },
  { name: 'docs-reference', route: '/docs/reference', who: 'nobody', path: () => '/docs/reference' },
  { name: 'docs-protocol', route: '/docs/protocol', who: 'nobody', path: () => '/docs/protocol' },
  { name: 'docs-has', route: '/docs/has', who: 'nobody', path: () => '/docs/has' },
  { name: 'docs-problems', route: '/problems', who: 'nobody', path: () => '/problems' },
  { name: 'docs-problem', route: '/problems/:code', who: 'nobody', path: () => '/problems/killed' },
]
