import { type Guid, isItemId } from './ids.ts'
import { type ItemLink, linkRelations } from './version.ts'

const pattern = /^(\S+)\s+(\S+)(?:\s+v(\d{1,6})(?=\s|$))?(?:\s+(\S.*))?$/u

/**
 * Links to other items as an editor types them, a line each: `see-also dl:text:20261123:1001 v2 Its headline`, the version and the headline may be
 * left out. The GUID is empty: the wire knows it.
 * @returns the links, and lines that are none
 */
export const readLinks = (text: string): { links: ItemLink[]; unknown: string[] } => {
  const links: ItemLink[] = []
  const unknown: string[] = []
  for (const line of text.split('\n').map(each => each.trim())) {
    if (line === '') continue
    const [, name, item = '', version, headline] = pattern.exec(line) ?? []
    const rel = linkRelations.find(each => each === name)
    if (rel === undefined || !isItemId(item)) unknown.push(line)
    else {
      const number = version === undefined ? null : Number(version)
      links.push({ rel, item, guid: '' as Guid, version: number, headline: headline ?? null })
    }
  }
  return { links, unknown }
}

/** Links as lines of the editor; `readLinks` gives them back, without their GUIDs. */
export const writeLinks = (links: readonly Pick<ItemLink, 'rel' | 'item' | 'version' | 'headline'>[]): string =>
  links.map(writeLink).join('\n')

/** A headline that looks like the number of a version is left to the wire, which knows it. */
const writeLink = ({ rel, item, version, headline }: Pick<ItemLink, 'rel' | 'item' | 'version' | 'headline'>): string =>
  [
    rel,
    item,
    ...(version === null ? [] : [`v${version}`]),
    ...(headline === null || (version === null && /^v\d{1,6}(\s|$)/u.test(headline))
      ? []
      : [headline.replace(/\s+/gu, ' ').trim()]),
  ].join(' ')
