import type { InfoSource, Rights } from '../../domain/version.ts'
import { type Fields, objectsOf, remark, textOf } from '../read/json.ts'
import { oneLine } from '../xml.ts'

/** Whose document it is, whom the story goes back to, and whose the content is. */
export interface Origin {
  readonly provider: string | null
  readonly sources: readonly InfoSource[]
  readonly rights: Rights | null
}

/** Reads sources and rights. The provider is the source that says so, Superdesk's `source`, or the holder of the copyright; it is no source beside itself. */
export const readOrigin = (fields: Fields): Origin => {
  const extra = objectsOf(fields, 'extra')[0]
  const named = [
    ...objectsOf(fields, 'infosources'),
    ...objectsOf(fields, 'infosource'),
    ...(extra === undefined ? [] : objectsOf(extra, 'sources')),
  ].flatMap(sourceOf)
  const rights: Rights = {
    holder: filled(textOf(fields, 'copyrightholder')),
    notice: filled(textOf(fields, 'copyrightnotice')),
    terms: filled(textOf(fields, 'usageterms')) ?? linkOf(fields),
  }
  const provider = named.find(({ isProvider }) => isProvider)?.name ?? filled(textOf(fields, 'source')) ?? rights.holder
  const original = filled(textOf(fields, 'original_source'))
  const sources = named.filter(({ name, isProvider }) => !isProvider && name !== provider)
  return {
    provider,
    sources: [
      ...sources.map(({ name, uri }) => ({ name, uri })),
      ...(original === null || original === provider ? [] : [{ name: original, uri: null }]),
    ],
    rights: rights.holder === null && rights.notice === null && rights.terms === null ? null : rights,
  }
}

const sourceOf = (entry: Fields): (InfoSource & { isProvider: boolean })[] => {
  const name = filled(textOf(entry, 'name'))
  const uri = [textOf(entry, 'uri'), textOf(entry, 'code')].find(each => /^https?:\/\//iu.test(each ?? '')) ?? null
  const isProvider = (textOf(entry, 'role') ?? textOf(entry, 'rel')) === 'provider'
  return name === null ? [] : [{ name, uri, isProvider }]
}

const filled = (text: string | null): string | null => (text === null || text.trim() === '' ? null : oneLine(text))

/** Where the terms can be read, for want of words; beside words it is lost. */
const linkOf = (fields: Fields): string | null => {
  const [info] = objectsOf(fields, 'rightsinfo')
  const link = info === undefined ? null : textOf(info, 'linkedrights')
  if (link !== null && textOf(fields, 'usageterms') !== null) remark(fields, 'lost', 'rightsinfo', link)
  return link
}
