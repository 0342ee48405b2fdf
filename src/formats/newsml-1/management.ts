import { isItemId } from '../../domain/ids.ts'
import type { Signal } from '../../domain/signal.ts'
import type { Found } from '../read/complete.ts'
import { readNotes } from '../read/notes.ts'
import { wholeNumber } from '../read/rendition.ts'
import { embargoSaid, momentSaid } from '../read/said.ts'
import { priorityOfUrgency, readStatus } from '../read/standing.ts'
import { strongest } from '../read/strongest.ts'
import { attributeOf, descendantsOf, type Element, textOf } from '../read/xml-tree.ts'
import type { Remark } from '../reading.ts'
import { linksIn } from './named.ts'
import { all, formalName, one, propertiesOf } from './parts.ts'

/** How an item is named: by its PublicIdentifier without the revision behind it, by the parts that one is made of, by the `guid` that TASS has. */
export const identityOf = (item: Element): Found => {
  const identification = one(item, 'Identification')
  const identifier = one(identification, 'NewsIdentifier')
  const part = (name: string) => textOf(one(identifier, name))
  const version = part('RevisionId')
  const [provider, day, name] = [part('ProviderId'), part('DateId'), part('NewsItemId')]
  const joined = provider === null || name === null ? null : `urn:newsml:${provider}:${day ?? ''}:${name}`
  const label = all(identification, 'Label').find(each => formalName(one(each, 'LabelType')) === 'GUID')
  const own = textOf(one(label ?? null, 'LabelText'))
  const named = textOf(one(identification, 'NameLabel'))
  return {
    id:
      own ?? publicId(part('PublicIdentifier'), { version, name }) ?? joined ?? textOf(descendantsOf(item, 'guid')[0]),
    version,
    itemId: own !== null && named !== null && isItemId(named) ? named : null,
  }
}

/** The PublicIdentifier without its revision. Belga gives all items the same, `urn:newsml:www.belga.be`: what names no item is none, and is told apart by the NewsItemId. */
const publicId = (
  urn: string | null,
  { version, name }: { version: string | null; name: string | null },
): string | null => {
  if (urn === null || !/^urn:newsml:[^:]*$/iu.test(urn)) return withoutRevision(urn, version)
  return name === null ? null : `${urn}:${name}`
}

/** `urn:newsml:afp.com:20240710:TX-PAR-1:2N` less its last part, which is the revision and perhaps what it updates (NewsML 1.2, PublicIdentifier). */
const withoutRevision = (urn: string | null, revision: string | null): string | null => {
  if (urn === null) return null
  const end = urn.lastIndexOf(':')
  const last = urn.slice(end + 1).replace(/[AUN]$/u, '')
  const isRevision = last === revision || (urn.split(':').length > 5 && /^\d{1,6}$/u.test(last))
  return end > 0 && isRevision ? urn.slice(0, end) : urn
}

/** The life of an item: dates, status, signal, embargo, urgency, notes. @param advisories lines to desks */
export const managementOf = (item: Element, advisories: readonly string[], zone: string | null): Managed => {
  const management = one(item, 'NewsManagement')
  const remarks: Remark[] = []
  const moment = (name: string, field: string) => momentSaid(textOf(one(management, name)), { field, zone, remarks })
  const status = readStatus(formalName(one(management, 'Status')))
  const said = [one(management, 'NewsItemType'), ...all(management, 'Instruction')].flatMap(
    each => formalName(each)?.toLowerCase() ?? [],
  )
  const others = all(management, 'Instruction')
    .flatMap(each => formalName(each) ?? [])
    .filter(word => !isKnown(word))
  const grave = others.find(word => takesBack.test(word))
  const notes = readNotes(advisories)
  const change = changeOf(management)
  const { embargo, holds } = embargoSaid(change.isEnd ? null : change.text, {
    isEmbargoed: status.isEmbargoed,
    notes,
    zone,
  })
  return {
    firstCreated: moment('FirstCreated', 'firstCreated'),
    versionCreated: moment('ThisRevisionCreated', 'versionCreated'),
    expires:
      momentSaid(propertiesOf(management, 'Expires')[0] ?? (change.isEnd ? change.text : null), {
        field: 'expires',
        zone,
        remarks,
      }) ?? notes.expires,
    reason: notes.reason,
    links: linksIn(management),
    priority: priorityOfUrgency(formalName(one(management, 'Urgency'))),
    signal:
      status.signal ??
      strongest([...said.map(word => instructions.get(word) ?? null), notes.signal, correctionIn(advisories)]) ??
      revised(item) ??
      'new',
    otherSignals: others,
    note: notes.note,
    replacedBy: notes.replacedBy,
    replaces: propertiesOf(management, 'Replaces')[0] ?? null,
    group: propertiesOf(management, 'Group')[0] ?? attributeOf(one(management, 'AssociatedWith'), 'NewsItem'),
    embargo,
    holds: [
      status.hold,
      ...holds,
      grave === undefined
        ? null
        : { code: 'unknown-signal', detail: `the instruction "${grave.slice(0, 80)}" may take the item back` },
    ],
    remarks,
  }
}

type Managed = Found & { readonly signal: Signal; readonly remarks: readonly Remark[] }

const instructions = new Map<string, Signal>([
  ...(['update', 'correction', 'advisory', 'withhold', 'kill', 'release'] as const).map(each => [each, each] as const),
  ...([
    ['replace', 'update'],
    ['correct', 'correction'],
    ['rectify', 'correction'],
    ['delete', 'kill'],
    ['cancel', 'kill'],
  ] as const),
])

// AFP: CORRECTS para 4 to say Thursday
const corrects = /^\W*(?:correct(?:s|ed|ion|ive)?|corrige|rectificati\w*|rectifica|rectifie|korrektur|berichtigung)\b/iu

const correctionIn = (advisories: readonly string[]): Signal | null =>
  advisories.some(line => corrects.test(line)) ? 'correction' : null

const isKnown = (word: string): boolean => instructions.has(word.toLowerCase())

const takesBack = /kill|withdraw|retract|cancel|withh[eo]ld|delete/iu

/** A revision after another is an update; `A` brings nothing but management, so it is a note. AFP counts revisions and leaves PreviousRevision at 0. */
const revised = (item: Element): Signal | null => {
  const revision = one(item, 'Identification', 'NewsIdentifier', 'RevisionId')
  if (attributeOf(revision, 'Update')?.toUpperCase() === 'A') return 'advisory'
  const isFirst =
    (attributeOf(revision, 'PreviousRevision') ?? '0') === '0' && (wholeNumber(textOf(revision)) ?? 1) <= 1
  return isFirst ? null : 'update'
}

/** StatusWillChange: to usable is the end of an embargo, to anything else the end of use. */
const changeOf = (management: Element | null): { text: string | null; isEnd: boolean } => {
  const change = one(management, 'StatusWillChange')
  const to = readStatus(formalName(one(change, 'FutureStatus')))
  return { text: textOf(one(change, 'DateAndTime')), isEnd: to.signal !== null || to.isEmbargoed }
}
