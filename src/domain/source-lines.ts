import type { InfoSource } from './version.ts'

const address = /^https?:\/\/\S+$/iu

/** Whom a story goes back to, as an editor types it: a line each, `Name https://address`, or either alone. An address alone is named by its host. */
export const readSources = (text: string): InfoSource[] =>
  text.split('\n').flatMap(line => {
    const words = line.trim().split(/\s+/u)
    const last = words.at(-1) ?? ''
    const uri = address.test(last) && URL.canParse(last) ? last : null
    const name = (uri === null ? words : words.slice(0, -1)).join(' ') || (uri === null ? '' : new URL(uri).host)
    return name === '' ? [] : [{ name, uri }]
  })

/** Sources as lines of the editor; `readSources` gives them back. */
export const writeSources = (sources: readonly InfoSource[]): string =>
  sources.map(({ name, uri }) => (uri === null ? name : `${name} ${uri}`)).join('\n')
