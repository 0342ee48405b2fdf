import { urgencyOf } from '../../domain/taxonomy.ts'
import type { Writable } from '../document.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { escapeLine } from '../xml.ts'
import { element, maybe } from './parts.ts'
import { itemOf } from './write.ts'

/** How a message is sent. */
export interface Message {
  readonly rendering: Rendering
  readonly sentAt: Date
  /** One for each message that leaves: a receiver knows a repetition by it. */
  readonly transmitId: string
  /** What the items go out as, in the names that sender and receiver agreed on; may be empty. */
  readonly channels: readonly string[]
  /** The receiver is to take all of the items or none (`nmsig:atomic`); left out: no. */
  readonly isAtomic?: boolean | undefined
}

/** A NewsML-G2 2.35 newsMessage of several items (G2 specification §NewsMessage): what an item refers to stands before it, otherwise they keep their order.
 *  @throws RangeError without items, which the schema does not allow */
export const writeNewsMessage = (versions: readonly Writable[], message: Message): string => {
  if (versions.length === 0) throw new RangeError('a newsMessage holds one item at least')
  return `<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
${header(versions, message)}
<itemSet>
${childrenFirst(versions)
  .map(version => itemOf(version, message.rendering))
  .join('\n')}
</itemSet>
</newsMessage>
`
}

const header = (
  versions: readonly Writable[],
  { rendering, sentAt, transmitId, channels, isAtomic }: Message,
): string =>
  element('header', [
    `<sent>${sentAt.toISOString()}</sent>`,
    '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>',
    `<sender>${sender(rendering.agency)}</sender>`,
    `<transmitId>${escapeLine(transmitId)}</transmitId>`,
    `<priority>${Math.min(...versions.map(urgency))}</priority>`,
    `<origin>${sender(rendering.agency)}</origin>`,
    ...channels.map(channel => `<channel>${escapeLine(channel)}</channel>`),
    maybe(isAtomic === true ? 'atomic' : null, code => `<signal qcode="nmsig:${code}"/>`),
  ])

const sender = ({ domain }: Agency): string => escapeLine(domain)

const urgency = ({ state, content }: Writable): number => (state === 'killed' ? 1 : urgencyOf(content.priority))

/** Depth first along members and figures; a ring is cut where it closes. */
const childrenFirst = (versions: readonly Writable[]): Writable[] => {
  const ordered = new Set<Writable>()
  const entered = new Set<Writable>()
  const byId = new Map<string, Writable[]>()
  for (const each of versions) {
    for (const id of [each.item, each.guid]) byId.set(id, [...(byId.get(id) ?? []), each])
  }
  const take = (version: Writable) => {
    if (entered.has(version)) return
    entered.add(version)
    for (const id of usedBy(version)) for (const child of byId.get(id) ?? []) take(child)
    ordered.add(version)
  }
  for (const version of versions) take(version)
  return [...ordered]
}

const usedBy = ({ content }: Writable): string[] => [
  ...(content.members ?? []).map(member => member.guid),
  ...content.body.flatMap(block => (block.kind === 'figure' ? [block.item] : [])),
]
