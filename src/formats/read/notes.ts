import type { Signal } from '../../domain/signal.ts'
import labels from '../labels.json' with { type: 'json' }

/** What notes to desks say beside their words. */
export interface Notes {
  readonly note: string | null
  /** Named in front of the note, as our own writers do and as desks do by hand; null: none. */
  readonly signal: Signal | null
  /** A line says that the story is under embargo without a known end. */
  readonly openEmbargo: boolean
  readonly replacedBy: string | null
}

const names = Object.entries(labels.signals).flatMap(([signal, words]) =>
  Object.values(words).map(word => [word, signal as Signal] as const),
)
const until = Object.values(labels.embargoedUntil).map(words => words.split('{until}') as [string, string])
const open = new Set<string>(Object.values(labels.embargoedOpen))
const replaced = Object.values(labels.replacedBy).map(words => words.split('{item}') as [string, string])

/** Takes apart the notes of a document, one or several in a text, a line each: the reverse of formats/labels.ts for formats that can carry nothing but words. */
export const readNotes = (texts: readonly (string | null)[]): Notes => {
  let [signal, openEmbargo, replacedBy]: [Signal | null, boolean, string | null] = [null, false, null]
  const words: string[] = []
  for (const line of texts.flatMap(text => (text ?? '').split(/\r?\n/u)).map(each => each.trim())) {
    const named = names.find(([name]) => line === name || line.startsWith(`${name}: `))
    const replacing = replaced.find(([before, after]) => line.startsWith(before) && line.endsWith(after))
    if (open.has(line)) openEmbargo = true
    else if (until.some(([before, after]) => isBetween(line, before, after))) continue
    else if (replacing !== undefined) replacedBy = line.slice(replacing[0].length, line.length - replacing[1].length)
    else if (named !== undefined) {
      signal = named[1]
      words.push(line.slice(named[0].length + 2))
    } else words.push(line)
  }
  const note = words.filter(line => line !== '').join('\n')
  return { note: note === '' ? null : note, signal, openEmbargo, replacedBy }
}

/** The line carries the end of an embargo in words, which its own field says better. */
const isBetween = (line: string, before: string, after: string): boolean =>
  line.startsWith(before) &&
  line.endsWith(after) &&
  /^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/u.test(line.slice(before.length, line.length - after.length))
