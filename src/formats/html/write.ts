import { directionOf } from '../../domain/taxonomy.ts'
import type { Writable } from '../document.ts'
import { htmlOfBody } from '../html.ts'
import { copyrightNotice, usageTerms } from '../labels.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { escapeLine, oneLine } from '../xml.ts'
import { namedMetas } from './named.ts'
import style from './style.json' with { type: 'json' }

/** A page for print and archive: complete in itself, no script, nothing fetched, well-formed XML as well. The text stands in `<div class="text">`; what a reader
 *  of the page does not see but a program wants (ids, version, signal, topics) in `<meta name="dateline:…">`. Files are named by address, not shown. */
export const writeHtml = (version: Writable, rendering: Rendering): string => {
  const view = shown(version, rendering)
  const { agency } = rendering
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeLine(view.language)}" dir="${directionOf(view.language)}">`,
    '<head>',
    '<meta charset="utf-8"/>',
    `<title>${escapeLine(view.headline)}</title>`,
    '<meta name="viewport" content="width=device-width"/>',
    ...metas(view, agency),
    `<style>${style.lines.join('\n')}</style>`,
    '</head>',
    '<body>',
    '<article>',
    ...view.edNotes.map(note => `<p class="note">${escapeLine(note)}</p>`),
    ...line('line', view.line),
    `<h1>${escapeLine(view.headline)}</h1>`,
    ...line('deck', view.deck),
    ...line('byline', view.bylines.join(', ')),
    `<div class="text">${htmlOfBody(view.body, leadOf(view, agency))}</div>`,
    ...line('alt', view.media?.altText ?? null),
    ...line('credit', view.media?.credit ?? null),
    ...files(view),
    ...members(view),
    ...footer(view, agency),
    '</article>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const line = (name: string, text: string | null): string[] =>
  oneLine(text ?? '') === '' ? [] : [`<p class="${name}">${escapeLine(text ?? '')}</p>`]

const leadOf = (view: Shown, agency: Agency): string => {
  if (view.dateline === null) return ''
  const lead = `${oneLine(view.dateline)} (${agency.code.toUpperCase()}) - `
  return view.body[0]?.kind === 'p' ? lead : lead.trimEnd()
}

const metas = (view: Shown, agency: Agency): string[] => [
  ...meta('generator', 'Dateline'),
  ...view.bylines.flatMap(name => meta('author', name)),
  ...view.keywords.flatMap(word => meta('keywords', word)),
  ...meta('dateline:guid', view.guid),
  ...meta('dateline:item', view.item),
  ...meta('dateline:type', view.type),
  ...meta('dateline:version', String(view.number)),
  ...meta('dateline:signal', view.signal),
  ...meta('dateline:status', view.status),
  ...(view.group === null ? [] : meta('dateline:group', view.group)),
  ...meta('dateline:category', view.category),
  ...meta('dateline:priority', String(view.priority)),
  ...meta('dateline:provider', agency.name),
  ...(view.dateline === null ? [] : meta('dateline:place', view.dateline)),
  ...(view.embargo === null ? [] : meta('dateline:embargo', view.embargo.until?.toISOString() ?? 'open')),
  ...(view.replacedBy === null ? [] : meta('dateline:replaced-by', view.replacedBy)),
  ...view.subjects.flatMap(({ qcode, name }) => meta('dateline:subject', `${oneLine(qcode)} ${name}`)),
  ...namedMetas(view).flatMap(([name, words]) => meta(name, words)),
  ...(view.expires === null ? [] : meta('dateline:expires', view.expires.toISOString())),
  ...mediaMetas(view),
  ...meta('dateline:first', view.firstCreated.toISOString()),
  ...meta('dateline:sent', view.versionCreated.toISOString()),
]

/** What is known of a picture or a video beside its words. */
const mediaMetas = ({ media }: Shown): string[] =>
  media === null
    ? []
    : [
        ...meta('dateline:alt-text', media.altText ?? ''),
        ...meta('dateline:taken', media.takenAt ?? ''),
        ...meta('dateline:city', media.place?.city ?? ''),
        ...meta('dateline:region', media.place?.region ?? ''),
        ...meta('dateline:country', media.place?.country ?? ''),
        ...meta('dateline:country-code', media.place?.countryCode ?? ''),
        ...media.persons.flatMap(name => meta('dateline:person', name)),
        ...meta('dateline:credit', media.credit ?? ''),
      ]

const meta = (name: string, content: string): string[] =>
  oneLine(content) === '' ? [] : [`<meta name="${name}" content="${escapeLine(content)}"/>`]

const files = ({ renditions }: Shown): string[] =>
  renditions.length === 0
    ? []
    : [
        `<ul class="files">${renditions
          .map(({ role, href, contentType, widthPixels, heightPixels }) => {
            const size = widthPixels === null || heightPixels === null ? '' : ` ${widthPixels} × ${heightPixels}`
            return `<li>${role}${contentType === null ? '' : `, ${escapeLine(contentType)}`}${size}: ${escapeLine(href)}</li>`
          })
          .join('')}</ul>`,
      ]

const members = ({ members: all }: Shown): string[] =>
  all.length === 0
    ? []
    : [`<ol class="members">${all.map(each => `<li>${escapeLine(each.headline ?? each.guid)}</li>`).join('')}</ol>`]

const time = (moment: Date): string =>
  `<time datetime="${moment.toISOString()}">${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>`

const footer = (view: Shown, agency: Agency): string[] => {
  const sources = view.sources.map(({ name, uri }) => (uri === null ? name : `${name} (${uri})`))
  return [
    '<footer>',
    ...line('sources', sources.join('; ')),
    `<p>${escapeLine(agency.name)} · <bdi>${escapeLine(view.item)}</bdi> · ${view.number} · <bdi>${time(view.versionCreated)}</bdi></p>`,
    ...line('rights', view.rights?.notice ?? copyrightNotice(agency, view.firstCreated)),
    ...line('rights', view.rights?.terms ?? usageTerms(agency, view.language)),
    '</footer>',
  ]
}
