import type { Body } from '../../domain/body.ts'
import { signals as ours, type Signal } from '../../domain/signal.ts'
import type { Priority } from '../../domain/taxonomy.ts'
import { readFiles, readType } from '../ninjs/read-files.ts'
import { embargoOf } from '../ninjs/read-standing.ts'
import { subjectOf } from '../ninjs/read-subjects.ts'
import { complete, languageTag } from '../read/complete.ts'
import { readHtmlBody } from '../read/html-body.ts'
import {
  type Fields,
  fieldsOf,
  memberOf,
  momentOf,
  namedOf,
  objectsOf,
  remark,
  remarkOthers,
  textOf,
  textsOf,
  wordOf,
} from '../read/json.ts'
import { readNotes } from '../read/notes.ts'
import { bodyOfText } from '../read/plain-body.ts'
import { readStatus } from '../read/standing.ts'
import { strongest } from '../read/strongest.ts'
import type { Hold, ReadDefaults, ReadItem } from '../reading.ts'
import known from './known.json' with { type: 'json' }

/** An item of AP's, and after it the pictures and videos linked to it where their files are named. @param around what it stood in: Superdesk puts the text there */
export const readApItem = (item: Fields, around: Fields, defaults: ReadDefaults): ReadItem[] => {
  const links = linksOf(item, around, defaults)
  const main = readOne(item, around, defaults)
  if (links.length === 0) return [main]
  const group = main.group ?? main.id
  const inherited = main.holds.filter(({ code }) => code === 'unknown-status' || code === 'unreadable-embargo')
  const linked = links.map(each => readOne(each, each, defaults))
  return [
    { ...main, group },
    ...linked.map(each => ({
      ...each,
      group,
      embargo: each.embargo ?? main.embargo,
      holds: [...each.holds, ...inherited, ...takenBack(main)],
    })),
  ]
}

/** A story that is taken back may mean the picture or not. */
const takenBack = ({ signal }: ReadItem): Hold[] =>
  signal === 'kill' || signal === 'withhold'
    ? [{ code: 'unknown-status', detail: 'the item that it is linked to is taken back' }]
    : []

const mostLinks = 200

/** Linked items that name files of their own: those of the item, and those that were fetched and put beside it. */
const linksOf = (item: Fields, around: Fields, defaults: ReadDefaults): Fields[] =>
  [...namedOf(item, 'associations'), ...(around === item ? [] : namedOf(around, 'associations'))]
    .slice(0, mostLinks)
    .flatMap(([name, entry]) => {
      const data = fieldsOf(memberOf(entry, 'data'), []) ?? entry
      const inner = fieldsOf(memberOf(data, 'item'), []) ?? { ...data, remarks: [], path: '' }
      if (filesOf(inner, defaults).length > 0) return [inner]
      remark(item, 'lost', `associations.${name}`, `a reference to ${textOf(entry, 'uri') ?? 'nothing'} alone`)
      return []
    })

const readOne = (item: Fields, around: Fields, defaults: ReadDefaults): ReadItem => {
  const { timeZone } = defaults
  remarkOthers(item, understood)
  const files = filesOf(item, defaults)
  const type = readType(item, files)
  const provider = textOf(item, 'provider')
  const caption = textOf(item, 'description_caption')
  const status = readStatus(wordOf(item, 'pubstatus'))
  const notes = readNotes([textOf(item, 'ednote')])
  const { embargo, hold } = embargoOf(wordOf(item, 'embargoed'), notes, status.isEmbargoed, timeZone)
  const [known, otherSignals] = signalsOf(item)
  const language = textOf(item, 'language')
  const categories = objectsOf(item, 'subject').filter(isCategory)
  const notice = textOf(item, 'copyrightnotice')
  const terms = textsOf(item, 'usageterms').join(' ')
  return complete(
    {
      id: idOf(item),
      version: textOf(item, 'version'),
      type,
      signal: strongest([status.signal, ...known, notes.signal]) ?? 'new',
      otherSignals,
      provider,
      language,
      headline: textOf(item, 'headline') ?? textOf(item, 'title'),
      deck: textOf(item, 'headline_extended'),
      dateline: datelineOf(item, language),
      bylines: bylinesOf(item),
      body: bodyOf(item, around, caption),
      categoryWords: categories.flatMap(each => [textOf(each, 'code') ?? '', textOf(each, 'name') ?? '']),
      priority: priorityOf(textOf(item, 'urgency')),
      subjects: concepts
        .flatMap(name => objectsOf(item, name))
        .flatMap(each => (isCategory(each) ? [] : conceptOf(each))),
      people: namesIn(item, 'person'),
      organisations: namesIn(item, 'organisation', 'company'),
      places: namesIn(item, 'place'),
      keywords: [...textsOf(item, 'slugline'), ...textsOf(item, 'keywords')],
      note: notes.note,
      summary: textOf(item, 'description_summary'),
      embargo,
      firstCreated: momentOf(item, timeZone, 'firstcreated'),
      versionCreated: momentOf(item, timeZone, 'versioncreated'),
      expires: momentOf(item, timeZone, 'expires') ?? notes.expires,
      reason: notes.reason,
      sources: objectsOf(item, 'infosource').flatMap(each => {
        const name = textOf(each, 'name')
        return name === null || name === provider ? [] : [{ name, uri: null }]
      }),
      rights: notice === null && terms === '' ? null : { holder: null, notice, terms: terms === '' ? null : terms },
      renditions: files,
      holds: [status.hold, hold, forEditorsAlone(item)],
      remarks: item.remarks,
    },
    defaults,
  )
}

const understood = new Set(known)

const idOf = (item: Fields): string | null => {
  const [ids] = objectsOf(item, 'altids')
  return (ids === undefined ? null : textOf(ids, 'itemid')) ?? textOf(item, 'uri')?.replace(/\?.*$/su, '') ?? null
}

/** Files of text are the story in other formats, behind AP's key: no renditions of a picture or a video. */
const filesOf = (item: Fields, { baseUrl }: ReadDefaults) => {
  const isText = (file: unknown) => {
    const fields = fieldsOf(file, [])
    return fields !== null && (textOf(fields, 'type') === 'text' || /^text\//u.test(textOf(fields, 'mimetype') ?? ''))
  }
  const files = Object.entries(memberOf(item, 'renditions') ?? {}).filter(([, file]) => !isText(file))
  return readFiles({ ...item, members: new Map([['renditions', Object.fromEntries(files)]]) }, baseUrl)
}

const meanings: Readonly<Record<string, Signal>> = {
  ...{ correction: 'correction', corrective: 'correction', clarification: 'correction', writethru: 'update' },
  ...{ elimination: 'kill', canceled: 'kill', withheld: 'withhold' },
}

/** What `signals` and `editorialtypes` say, in our words and in AP's. */
const signalsOf = (item: Fields): [Signal[], string[]] => {
  const said = [...textsOf(item, 'signals'), ...textsOf(item, 'editorialtypes')].filter(word => word !== 'newscontent')
  const meant = (word: string): Signal | null => {
    const lower = word.trim().toLowerCase()
    return ours.find(signal => signal === lower) ?? (Object.hasOwn(meanings, lower) ? (meanings[lower] ?? null) : null)
  }
  return [said.flatMap(word => meant(word) ?? []), said.filter(word => meant(word) === null && word.trim() !== '')]
}

/** What is not marked as content for publication is never to be published (AP Media API, Publishable Content). */
const forEditorsAlone = (item: Fields): Hold | null =>
  item.members.has('signals') && !textsOf(item, 'signals').includes('newscontent')
    ? { code: 'unknown-status', detail: 'AP has not marked it as content for publication (no signal "newscontent")' }
    : null

const datelineOf = (item: Fields, language: string | null): string | null => {
  const [place] = objectsOf(item, 'datelinelocation')
  const city = place === undefined ? null : textOf(place, 'city')
  return city?.toLocaleUpperCase(languageTag(language) ?? 'en') ?? null
}

const bylinesOf = (item: Fields): string[] =>
  [...objectsOf(item, 'bylines'), ...objectsOf(item, 'photographer')].flatMap(each => {
    const name = textOf(each, 'name') ?? textOf(each, 'by')
    return name === null ? [] : [name.replace(/^by\s+/iu, '')]
  })

const bodyOf = (item: Fields, around: Fields, caption: string | null): Body => {
  const [nitf] = objectsOf(around, 'nitf')
  const html =
    textOf(item, 'body_nitf', 'body_html', 'body') ??
    (nitf === undefined ? null : textOf(nitf, 'body_html', 'body_nitf'))
  const content = html === null ? null : (/<body\.content\b[^>]*>(.*?)<\/body\.content>/su.exec(html)?.[1] ?? html)
  const body = content === null ? [] : readHtmlBody(content).body
  if (body.length > 0 || caption === null) {
    if (body.length === 0 && memberOf(item, 'renditions') !== undefined && textOf(item, 'type') === 'text') {
      remark(item, 'lost', 'renditions', 'the text is in files of their own, which were not sent along')
    }
    return body
  }
  return bodyOfText(caption)
}

const concepts = ['subject', 'event', 'object'] as const

const isCategory = (entry: Fields): boolean =>
  textsOf(entry, 'rels').some(rel => rel === 'category' || rel === 'suppcategory')

const conceptOf = (entry: Fields) => {
  const [code, name] = [textOf(entry, 'code'), textOf(entry, 'name')]
  return code === null ? [] : [subjectOf((textOf(entry, 'scheme') ?? '') + code, name ?? '')]
}

const namesIn = (item: Fields, ...kinds: readonly string[]) =>
  kinds
    .flatMap(kind => objectsOf(item, kind))
    .flatMap(each => {
      const [code, name] = [textOf(each, 'code'), textOf(each, 'name') ?? textOf(each, 'code')]
      return name === null ? [] : [{ name, uri: code === null ? null : (textOf(each, 'scheme') ?? '') + code }]
    })

// 1 flash, 2 bulletin, 3 urgent, 4 routine; 5 to 8 say when it may run.
const priorityOf = (urgency: string | null): Priority | null => {
  const n = Number(urgency ?? '')
  return n === 1 || n === 2 || n === 3 ? n : n >= 4 && n <= 8 ? 4 : null
}
