import { countWords, textOfBody } from '../../domain/body.ts'
import type { ReadItem, Refused, Remark } from '../../formats/reading.ts'
import type { Verdict } from './validity.ts'

/** What became of one item of a document. */
export interface ItemReport {
  readonly item: ReadItem
  /** Of the reading, and for `convert` of what had to be supplied. */
  readonly remarks: readonly Remark[]
  /** Where it was written; null: nowhere. */
  readonly written: string | null
  /** What the format written does not say of it, each with why. */
  readonly notCarried: readonly { readonly field: string; readonly why: string }[]
}

/** What became of one document. */
export interface DocumentReport {
  readonly file: string
  readonly format: string | null
  readonly formatVersion: string | null
  /** Why nothing of it was read. */
  readonly failure: string | null
  readonly items: readonly ItemReport[]
  readonly refused: readonly Refused[]
  /** null: no schema was asked. */
  readonly schema: Verdict | null
}

/** Whether all of a document was read. */
export const isRead = ({ failure, refused }: DocumentReport): boolean => failure === null && refused.length === 0

/** Whether all of a document was read, an editor need not see any of it first, and it is valid where there is a schema. */
export const isSound = (report: DocumentReport): boolean =>
  isRead(report) &&
  report.items.every(({ item }) => item.holds.length === 0) &&
  (report.schema === null || report.schema.errors.length === 0)

/** The report of a document for people. */
export const textOfReport = (report: DocumentReport): string => {
  const { file, format, formatVersion, failure, items, refused, schema } = report
  if (failure !== null) return `${file}: not read: ${failure}`
  const count = items.length === 1 ? '1 item' : `${items.length} items`
  const lines = [`${file}: ${[format, formatVersion].filter(each => each !== null).join(' ')}, ${count}`]
  for (const [n, each] of items.entries()) lines.push(...linesOfItem(each, n + 1))
  for (const { what, reason } of refused) lines.push(row('refused', `${what}: ${reason}`))
  if (schema !== null) lines.push(...linesOfVerdict(schema))
  return lines.join('\n')
}

/** The same for a script. */
export const jsonOfReport = ({ items, ...report }: DocumentReport) => ({
  ...report,
  items: items.map(({ item, remarks, ...rest }) => {
    const { holds, remarks: _, body, ...fields } = item
    return { understood: { ...fields, words: countWords(textOfBody(body)) }, remarks, holds, ...rest }
  }),
})

const row = (name: string, text: string): string => `  ${name.padEnd(11)} ${text}`

const linesOfItem = ({ item, remarks, written, notCarried }: ItemReport, n: number): string[] => {
  const of = (kind: Remark['kind']) =>
    remarks.filter(each => each.kind === kind).map(({ field, detail }) => row(kind, `${field}: ${short(detail, 160)}`))
  return [
    `  ${n}. ${[item.type, item.signal, item.language ?? 'language unknown'].join(', ')}: ${short(item.headline, 100) || '(no headline)'}`,
    row('understood', understood(item).join('; ')),
    ...of('guessed'),
    ...of('kept'),
    ...of('lost'),
    ...item.holds.map(hold => row('held', `${hold.code}: ${hold.detail}`)),
    ...(written === null ? [] : [row('written', written)]),
    ...notCarried.map(({ field, why }) => row('not carried', `${field}: ${why}`)),
  ]
}

const linesOfVerdict = ({ schema, errors }: Verdict): string[] => {
  if (errors.length === 0) return [row('schema', `valid by ${schema}`)]
  const shownAtMost = 10
  const more = errors.length > shownAtMost ? [row('', `and ${errors.length - shownAtMost} more`)] : []
  return [
    row('schema', `read all the same, but not valid by ${schema}:`),
    ...errors.slice(0, shownAtMost).map(error => row('', short(error, 240))),
    ...more,
  ]
}

/** The fields that an item has, in a few words each. */
const understood = (item: ReadItem): string[] => {
  const one = (name: string, value: string | number | null) =>
    value === null ? [] : [`${name} ${short(String(value), 60)}`]
  const many = (name: string, list: readonly unknown[]) => (list.length === 0 ? [] : [`${list.length} ${name}`])
  const embargo = item.embargo === null ? null : (item.embargo.until?.toISOString() ?? 'without end')
  return [
    ...one('id', item.id),
    ...one('version', item.version),
    ...one('from', item.provider),
    ...one('category', item.category),
    ...one('priority', item.priority),
    ...one('of', item.versionCreated?.toISOString() ?? null),
    ...one('embargo', embargo),
    ...one('dateline', item.dateline),
    ...one('by', item.bylines.length === 0 ? null : item.bylines.join(', ')),
    ...one('words', countWords(textOfBody(item.body))),
    ...many('blocks', item.body),
    ...many('subjects', item.subjects),
    ...many('keywords', item.keywords),
    ...many('files', item.renditions),
    ...many('members', item.members),
    ...one('note', item.note),
    ...one('line', item.line),
    ...one('other signals', item.otherSignals.length === 0 ? null : item.otherSignals.join(', ')),
  ]
}

const short = (text: string, most: number): string => {
  const line = text.replace(/\s+/gu, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}
