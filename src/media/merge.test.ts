import { expect, it } from 'vitest'
import { blobHref, type Rendition, type RenditionRole } from '../domain/media.ts'
import { mergeRenditions } from './merge.ts'

const digest = (n: number) => `${n}`.padStart(64, '0')
const rendition = (role: RenditionRole, n: number): Rendition => ({
  ...{ role, href: blobHref(digest(n)), contentType: null, sizeBytes: 1, widthPixels: null, heightPixels: null },
  durationSeconds: null,
})
const merged = (...assets: Parameters<typeof mergeRenditions>[0][number][]) =>
  mergeRenditions(assets).map(({ role, href }) => `${role} ${Number(href.slice(-3))}`)

it('a graphic of several uploads has of each role the file that was brought in, else what was made of the first upload', () => {
  const ai = { digest: digest(1), renditions: [rendition('ai', 1), rendition('raster', 11), rendition('preview', 12)] }
  const eps = {
    digest: digest(2),
    renditions: [rendition('eps', 2), rendition('raster', 21), rendition('preview', 22)],
  }
  const png = {
    digest: digest(3),
    renditions: [rendition('raster', 3), rendition('preview', 32), rendition('thumb', 33)],
  }
  expect(merged(ai, eps, png)).toEqual(['ai 1', 'eps 2', 'raster 3', 'preview 12', 'thumb 33'])
  expect(merged()).toEqual([])
})
