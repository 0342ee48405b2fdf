import { type Body, textOfBody } from '../../domain/body.ts'
import type { ItemType } from '../../domain/ids.ts'
import { looksLikeHtml, readHtmlBody } from '../read/html-body.ts'
import { type Fields, objectsOf, remark, textOf } from '../read/json.ts'
import { bodyOfText } from '../read/plain-body.ts'

/** The words of an item, wherever its version of ninjs puts them. */
export interface Words {
  readonly headline: string | null
  readonly deck: string | null
  readonly summary: string | null
  /** To readers, where our own writer put one. */
  readonly correction: string | null
  readonly body: Body
  /** Addresses of pictures inside the body. */
  readonly pictures: readonly string[]
}

interface Reading {
  readonly type: ItemType
  /** Of relative addresses. */
  readonly base: string | null
  /** Our own writer puts markup where the document says so, others anywhere. */
  readonly isOurs: boolean
}

interface Piece {
  readonly role: string
  readonly text: string
}

/** Reads headline, descriptions and body: properties with a suffix (1.x), lists with roles (2.x, 3.x). What stands beside a picture is its body. */
export const readWords = (fields: Fields, { type, base, isOurs }: Reading): Words => {
  const pieces = (flat: string, list: string) => piecesOf(fields, flat, list, isOurs)
  const headlines = pieces('headline', 'headlines')
  const headline = headlines.find(({ role }) => role === '' || role === 'main') ?? headlines[0] ?? null
  const descriptions = pieces('description', 'descriptions')
  const of = (...roles: string[]) => descriptions.find(({ role }) => roles.includes(role))?.text ?? null
  const extra = objectsOf(fields, 'extra')[0] ?? null
  const deck =
    (extra === null ? null : textOf(extra, 'deck')) ??
    of('deck') ??
    headlines.find(each => each !== headline && ['deck', 'sub', 'subtitle', 'subheadline'].includes(each.role))?.text ??
    null
  const correction = (extra === null ? null : textOf(extra, 'correction')) ?? of('correction')
  const { body, pictures, isAlternative } = bodyOf(fields, base)
  const caption = of('caption') ?? (type === 'text' ? null : of('', 'summary', 'text', 'html'))
  const isCaption = type !== 'text' && caption !== null && (body.length === 0 || isAlternative)
  const said = fold(textOfBody(body))
  if (isCaption && said !== '' && said !== fold(caption)) remark(fields, 'lost', 'body_text', said)
  const summary =
    of('summary', 'abstract', '', 'text', 'html') ??
    descriptions.find(({ role }) => !['alt', 'credit', 'taken'].includes(role))?.text ??
    null
  const isNew = summary !== null && ![deck, correction, caption, said].some(each => fold(each ?? '') === fold(summary))
  const told = [headline?.text, deck, correction, caption, summary, said].map(text => fold(text ?? ''))
  // These are said of the picture: media-facts.ts.
  const ofPicture = type === 'text' ? [] : ['alt', 'credit', 'taken']
  for (const { role, text } of [...headlines, ...descriptions])
    if (!ofPicture.includes(role) && !told.includes(fold(text)))
      remark(fields, 'lost', `headline or description "${role}"`, text)
  return {
    headline: headline?.text ?? textOf(fields, 'title'),
    deck,
    summary: isNew ? summary : null,
    correction,
    body: isCaption ? bodyOfText(caption) : body,
    pictures,
  }
}

const fold = (text: string): string => text.replace(/\s+/gu, ' ').trim()

/** Texts of one kind, each with its role in lower case; markup is taken out of them. */
const piecesOf = (fields: Fields, flat: string, list: string, isOurs: boolean): Piece[] => {
  const found: Piece[] = []
  for (const name of fields.members.keys()) {
    if (name !== flat && !name.startsWith(`${flat}_`)) continue
    const text = textOf(fields, name)
    const role = name.slice(flat.length + 1)
    const isPlain = isOurs && role !== 'html'
    if (text !== null)
      found.push({ role: role === 'text' || role === 'html' ? '' : role, text: isPlain ? text : withoutMarkup(text) })
  }
  for (const each of objectsOf(fields, list)) {
    const text = textOf(each, 'value')
    const isPlain = textOf(each, 'contenttype') === 'text/plain'
    if (text !== null)
      found.push({ role: (textOf(each, 'role') ?? '').toLowerCase(), text: isPlain ? text : withoutMarkup(text) })
  }
  return found.filter(({ text }) => text.trim() !== '')
}

const withoutMarkup = (text: string): string => (looksLikeHtml(text) ? textOfBody(readHtmlBody(text).body) : text)

interface ReadBody {
  readonly body: Body
  readonly pictures: readonly string[]
  /** It came from `body_text` alone, where Superdesk has the alternative text of a picture. */
  readonly isAlternative: boolean
}

/** The body: HTML before XHTML before plain text, whichever version of ninjs has it. */
const bodyOf = (fields: Fields, base: string | null): ReadBody => {
  const all = [
    ...['body_html', 'body_xhtml', 'body_text'].map(name => ({ type: name, value: textOf(fields, name) })),
    ...objectsOf(fields, 'bodies').map(each => ({
      type: textOf(each, 'contenttype') ?? '',
      value: textOf(each, 'value'),
    })),
    ...[...fields.members.keys()].filter(isOther).map(name => ({ type: name, value: textOf(fields, name) })),
  ].flatMap(({ type, value }) => (value === null || value.trim() === '' ? [] : [{ type, value }]))
  const isHtml = (each: { type: string; value: string }) => /html/iu.test(each.type) || looksLikeHtml(each.value)
  const chosen = all.find(isHtml) ?? all[0]
  if (chosen === undefined) return { body: [], pictures: [], isAlternative: false }
  const read = isHtml(chosen)
    ? readHtmlBody(chosen.value, base)
    : { body: bodyOfText(chosen.value), media: [], lost: [] }
  if (read.lost.length > 0) remark(fields, 'lost', 'body', `left out: ${read.lost.join(', ')}`)
  const words = lettersOf(textOfBody(read.body))
  for (const { type, value } of all) {
    const isSame =
      value === chosen.value || lettersOf(value) === words || lettersOf(textOfBody(bodyOfText(value))) === words
    if (!isSame) remark(fields, 'lost', `body "${type}"`, value)
  }
  const isAlternative = chosen.type === 'body_text' && !isHtml(chosen)
  return { body: read.body, pictures: read.media.map(({ href }) => href), isAlternative }
}

const isOther = (name: string): boolean => /^body_(?!html$|xhtml$|text$)/u.test(name)

/** Two bodies in two forms say the same where their letters do. */
const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '')
