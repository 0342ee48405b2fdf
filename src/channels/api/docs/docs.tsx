import { readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { raw } from 'hono/html'
import type { WebEnv, WebSettings } from '../../../web/env.ts'
import { onFace } from '../../../web/face.ts'
import { page } from '../../../web/page.ts'
import { screenOf } from '../../../web/screen.ts'
import type { createApi } from '../api.ts'
import { openApiInfo } from '../routes.ts'
import { descriptionSchema } from './description.ts'
import { DocsFrame, type Place } from './frame.tsx'
import { type Rendered, render } from './markdown.ts'
import { ReferencePage } from './reference.tsx'

/** What the guide in the checkout calls the address and the agency of an installation. */
const guideAddress = 'https://news.example'
const guideItem = 'dl:text:'

const links = { 'protocol.md': '/docs/protocol', 'has.md': '/docs/has' }

/** The documentation for engineers of subscribers, to be mounted at `/docs`: `docs/subscribers.md`, `docs/protocol.md` and `docs/has.md` of the checkout,
 *  with the addresses of this installation, and the reference that the API describes itself by. */
export const createDocs = ({
  api,
  settings,
}: {
  api: Pick<ReturnType<typeof createApi>, 'getOpenAPI31Document'>
  settings: Pick<WebSettings, 'publicUrl' | 'agencyCode' | 'agencyName'>
}): Hono<WebEnv> => {
  const description = descriptionSchema.parse(api.getOpenAPI31Document(openApiInfo(settings, '1')))
  const here = (file: string) =>
    textOf(file).replaceAll(guideAddress, settings.publicUrl).replaceAll(guideItem, `${settings.agencyCode}:text:`)
  const guide = render(here('subscribers.md'), links)
  const has = render(here('has.md'), links)
  const protocol = render(textOf('protocol.md'))

  const docs = new Hono<WebEnv>()
  docs.use(onFace('docs'))
  docs.get('/', c => draw(c, 'overview', guide))
  docs.get('/protocol', c => draw(c, 'protocol', protocol))
  docs.get('/has', c => draw(c, 'has', has))
  docs.get('/reference', c => page(c, <ReferencePage screen={screenOf(c)} description={description} />))
  return docs
}

const textOf = (file: string): string => readFileSync(new URL(`../../../../docs/${file}`, import.meta.url), 'utf8')

const draw = (c: Context<WebEnv>, place: Place, { title, headings, html }: Rendered) =>
  page(
    c,
    <DocsFrame screen={screenOf(c)} title={title} place={place} contents={headings} isEnglish>
      {raw(html)}
    </DocsFrame>,
  )
