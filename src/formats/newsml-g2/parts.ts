import type { ItemType } from '../../domain/ids.ts'
import type { Embargo } from '../../domain/version.ts'
import type { Shown } from '../shown.ts'
import { escapeLine, escapeXml } from '../xml.ts'

/** An element of children; those that are absent are empty strings. */
export const element = (name: string, children: readonly string[]): string => `<${name}>${children.join('')}</${name}>`

const classes: Readonly<Record<ItemType, string>> = {
  text: 'text',
  picture: 'picture',
  video: 'video',
  graphic: 'graphic',
  file: 'composite',
  collection: 'composite',
}

/** `<itemClass qcode="ninat:text"/>`; a file has no nature of its own among the NewsCodes and goes as composite. */
export const itemClass = (type: ItemType): string => `<itemClass qcode="ninat:${classes[type]}"/>`

export const status = (code: Shown['status']): string => `<pubStatus qcode="stat:${code}"/>`

/** An empty element says that the end is not known; none at all, that there is no embargo (XSD DateTimeOrNullPropType). */
export const embargoed = (embargo: Embargo | null, write = iso): string => {
  if (embargo === null) return ''
  return embargo.until === null ? '<embargoed/>' : `<embargoed>${write(embargo.until)}</embargoed>`
}

const iso = (moment: Date): string => moment.toISOString()

/** The end of use. */
export const expires = (moment: Date | null, write = iso): string =>
  moment === null ? '' : `<expires>${write(moment)}</expires>`

/** IPTC names only these two signals; the others stand in edNote, or are what pubStatus says. */
export const signal = ({ signal: name, status: code }: Shown): string =>
  code === 'usable' && (name === 'update' || name === 'correction') ? `<signal qcode="sig:${name}"/>` : ''

export const edNote = (note: string): string => `<edNote>${escapeXml(note)}</edNote>`

export const keyword = (word: string): string => `<keyword>${escapeLine(word)}</keyword>`

/** What `write` gives, or nothing for what is absent. */
export const maybe = <T>(value: T | null, write: (value: T) => string): string => (value === null ? '' : write(value))
