import type { Body, Span } from '../../domain/body.ts'
import { complete } from '../read/complete.ts'
import { readHtmlBody } from '../read/html-body.ts'
import { readMoment } from '../read/moments.ts'
import { type ReadItem, type Reading, type Remark, type Source, Unreadable } from '../reading.ts'
import { accountOf, type Fields, fieldsOf, listOf, mediaOf, quotedOf, textOf } from './parts.ts'

/** Whether a JSON object is a post as Mastodon's API gives it, or our own note that one was deleted. */
export const isStatus = (object: Fields): boolean =>
  isDeletion(object) ||
  (fieldsOf(object.account) !== null && typeof object.content === 'string' && 'created_at' in object)

/**
 * Reads a post of a Mastodon-compatible timeline (Mastodon API, entity Status; Pleroma and Truth Social share it), or the note that it was
 * deleted, which is a kill; or a list of them. A post is one item: its author is the provider, its address the source, an edit an update by the time of the edit.
 * @throws Unreadable where it is neither
 */
export const readTimeline = (value: unknown, source: Source): Reading => {
  const posts = listOf(Array.isArray(value) ? value : [value]).filter(isStatus)
  if (posts.length === 0) throw new Unreadable('no post of a timeline')
  const items = posts.map(post => (isDeletion(post) ? readDeletion(post, source) : readStatus(post, source)))
  return { format: 'timeline', formatVersion: null, items, refused: [] }
}

const isDeletion = (object: Fields): boolean =>
  typeof object.deleted === 'string' && typeof object.noticed_at === 'string'

const readStatus = (status: Fields, { defaults }: Source): ReadItem => {
  const boosted = fieldsOf(status.reblog)
  const said = boosted ?? status
  const author = accountOf(status)
  const first = accountOf(said)
  const quoted = quotedOf(said)
  const url = textOf(status.url) ?? textOf(said.url) ?? textOf(status.uri)
  const edited = textOf(said.edited_at) ?? textOf(status.noticed_edit_at)
  const html = readHtmlBody(textOf(said.content) ?? '', url)
  const { renditions, notes: mediaNotes } = mediaOf(said)
  const options = listOf(fieldsOf(said.poll)?.options).map(option => textOf(option.title) ?? '')
  const original = { name: first.handle, uri: textOf(said.url) ?? textOf(said.uri) }
  return complete(
    {
      id: textOf(status.uri) ?? textOf(status.url) ?? textOf(status.id),
      version: edited ?? textOf(status.created_at),
      signal: edited === null ? 'new' : 'update',
      provider: `${author.name} ${author.handle}`,
      language: textOf(said.language),
      deck: textOf(said.spoiler_text),
      bylines: [first.name],
      body: [...html.body, ...pollOf(options)],
      keywords: listOf(said.tags).map(tag => textOf(tag.name) ?? ''),
      note: [
        ...(boosted === null ? [] : [`${author.handle} passes on a post of ${first.handle}`]),
        ...(quoted === null ? [] : [`quotes ${quoted}`]),
        ...(textOf(said.in_reply_to_id) === null ? [] : ['answers another post']),
        ...mediaNotes,
      ].join('\n'),
      firstCreated: readMoment(textOf(status.created_at), null),
      versionCreated: readMoment(edited ?? textOf(status.created_at), null),
      sources: [{ name: author.handle, uri: url }, ...(boosted === null ? [] : [original])],
      renditions,
      url,
      remarks: remarksOf(said, { isBoosted: boosted !== null, quoted, options, lost: html.lost }),
    },
    defaults,
  )
}

const readDeletion = (deletion: Fields, { defaults }: Source): ReadItem => {
  const author = accountOf(deletion)
  const noticed = textOf(deletion.noticed_at) ?? ''
  const url = textOf(deletion.url)
  return complete(
    {
      id: textOf(deletion.uri) ?? url ?? textOf(deletion.deleted),
      version: noticed,
      signal: 'kill',
      provider: `${author.name} ${author.handle}`,
      headline: textOf(deletion.headline),
      note: `deleted by its author, noticed ${noticed}`,
      firstCreated: readMoment(textOf(deletion.created_at), null),
      versionCreated: readMoment(noticed, null),
      sources: [{ name: author.handle, uri: url }],
      url,
    },
    defaults,
  )
}

const pollOf = (options: readonly string[]): Body =>
  options.length === 0 ? [] : [{ kind: 'ul', items: options.map((text): Span[] => [{ text }]) }]

const remarksOf = (
  said: Fields,
  {
    isBoosted,
    quoted,
    options,
    lost,
  }: { isBoosted: boolean; quoted: string | null; options: readonly string[]; lost: readonly string[] },
): Remark[] => {
  const kept = (field: string, detail: string): Remark => ({ kind: 'kept', field, detail })
  return [
    ...(isBoosted ? [kept('reblog', 'the words are of the post that is passed on')] : []),
    ...(quoted === null ? [] : [kept('quote', quoted)]),
    ...(options.length === 0 ? [] : [kept('poll', `a poll of ${options.length} options, as a list`)]),
    ...(said.sensitive === true ? [kept('sensitive', 'its author marks it as sensitive')] : []),
    ...lost.map((name): Remark => ({ kind: 'lost', field: 'body', detail: `<${name}> with all in it` })),
  ]
}
