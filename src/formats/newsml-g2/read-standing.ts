import { textOfBody } from '../../domain/body.ts'
import type { Signal } from '../../domain/signal.ts'
import type { Found } from '../read/complete.ts'
import { readHtmlBody } from '../read/html-body.ts'
import { namesZone, readMoment } from '../read/moments.ts'
import { type Notes, readNotes } from '../read/notes.ts'
import { readEmbargo, readStatus, type Standing } from '../read/standing.ts'
import {
  attributeOf,
  childAt,
  childrenOf,
  type Element,
  innerMarkupOf,
  isElement,
  rawTextOf,
} from '../read/xml-tree.ts'
import type { Hold, Remark } from '../reading.ts'
import { type Code, codeOf } from './codes.ts'
import type { Context } from './context.ts'

/** What an item is and why it was sent: status, embargo, signals, notes to desks and its times. */
export const readStanding = (itemMeta: Element | null, { aliases, defaults, header }: Context, remarks: Remark[]) => {
  const pubStatus = childAt(itemMeta, 'pubStatus')
  const status = readStatus(pubStatus === null ? null : (codeOf(pubStatus, aliases)?.local ?? rawTextOf(pubStatus)))
  const notes = readNotes(childrenOf(itemMeta, 'edNote').filter(isWanted).map(noteOf))
  const signals = signalsOf(
    childrenOf(itemMeta, 'signal').flatMap(each => codeOf(each, aliases) ?? []),
    remarks,
  )
  const moment = (name: string) => momentOf(childAt(itemMeta, name), name, defaults.timeZone, remarks)
  return {
    signal: status.signal ?? signals.signal ?? notes.signal ?? 'new',
    otherSignals: signals.others,
    note: notes.note,
    replacedBy: notes.replacedBy,
    versionCreated: moment('versionCreated') ?? readMoment(header.sent, defaults.timeZone),
    firstCreated: moment('firstCreated'),
    expires: moment('expires') ?? notes.expires,
    reason: notes.reason,
    ...embargoOf(childAt(itemMeta, 'embargoed'), { status, notes, zone: defaults.timeZone }, [
      status.hold,
      signals.hold,
    ]),
  } satisfies Found
}

interface Said {
  readonly status: Standing
  readonly notes: Notes
  readonly zone: string | null
}

/** The element says it best, then our own words in the notes; words of anybody else's hold the item. */
const embargoOf = (embargoed: Element | null, { status, notes, zone }: Said, others: (Hold | null)[]) => {
  const text = embargoed === null ? null : rawTextOf(embargoed)
  const { embargo, hold } = readEmbargo(text, zone)
  const holds = [...others, hold]
  if (embargo !== null) {
    const isVague = embargo.until !== null && zone === null && text !== null && !namesZone(text)
    const detail = `embargo "${text?.trim()}" names no zone, and its source has none`
    return { embargo, holds: isVague ? [...holds, { code: 'unreadable-embargo' as const, detail }] : holds }
  }
  if (notes.embargoUntil !== null) return { embargo: { until: notes.embargoUntil }, holds }
  if (notes.embargoWords !== null) {
    const detail = `a note speaks of an embargo: "${notes.embargoWords.slice(0, 120)}"`
    return { embargo: { until: null }, holds: [...holds, { code: 'unreadable-embargo' as const, detail }] }
  }
  return { embargo: notes.openEmbargo || status.isEmbargoed ? { until: null } : null, holds }
}

const takesBack =
  /^(?:kill|killed|withdrawn?|withdrawal|retract(?:ed|ion)?|cancel(?:l?ed)?|withh[eo]ld|withhold|delete)$/iu

/** IPTC's `update` and `correction`, the second before the first; all others are kept as written, and one that may take the item back holds it. */
const signalsOf = (codes: readonly Code[], remarks: Remark[]) => {
  const isIptc = ({ scheme }: Code) => scheme === 'sig' || scheme === '' || scheme === null
  const named = (name: string) => codes.some(code => isIptc(code) && code.local.toLowerCase() === name)
  const others = codes.filter(code => !isIptc(code) || !['update', 'correction'].includes(code.local.toLowerCase()))
  for (const { written } of others) remarks.push({ kind: 'kept', field: 'signal', detail: `"${written}"` })
  const grave = others.find(({ local }) => takesBack.test(local))
  const detail = `the signal "${grave?.written}" may take the item back`
  return {
    signal: named('correction') ? 'correction' : named('update') ? ('update' satisfies Signal) : null,
    others: others.map(({ written }) => written),
    hold: grave === undefined ? null : ({ code: 'unknown-signal', detail } satisfies Hold),
  } as const
}

/** dpa repeats all of its notes in one of the role `notepad`. */
const isWanted = (edNote: Element): boolean => attributeOf(edNote, 'role')?.endsWith(':notepad') !== true

/** Lines that go on after an indent are one. */
const noteOf = (edNote: Element): string =>
  edNote.children.some(isElement)
    ? textOfBody(readHtmlBody(innerMarkupOf(edNote)).body)
    : rawTextOf(edNote).replace(/\r?\n[ \t]+/gu, ' ')

const momentOf = (element: Element | null, field: string, zone: string | null, remarks: Remark[]): Date | null => {
  const text = element === null ? '' : rawTextOf(element).trim()
  if (text === '') return null
  const moment = readMoment(text, zone)
  if (moment === null) remarks.push({ kind: 'lost', field, detail: `"${text.slice(0, 80)}" is no moment` })
  else if (zone === null && !namesZone(text))
    remarks.push({ kind: 'guessed', field, detail: 'it names no zone; taken as UTC' })
  return moment
}
