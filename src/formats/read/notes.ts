import type { KillReason } from '../../domain/kill-reason.ts'
import type { Signal } from '../../domain/signal.ts'
import labels from '../labels.json' with { type: 'json' }

/** What notes to desks say beside their words. */
export interface Notes {
  readonly note: string | null
  /** Named in front of the note, as our own writers do and as desks do by hand; null: none. */
  readonly signal: Signal | null
  /** A line says that the story is under embargo without a known end. */
  readonly openEmbargo: boolean
  /** The end of an embargo as our own writers put it into words, to the minute. */
  readonly embargoUntil: Date | null
  /** A line that speaks of an embargo in other words, which only an editor can read. */
  readonly embargoWords: string | null
  readonly replacedBy: string | null
  /** The end of use, to the minute. */
  readonly expires: Date | null
  /** Why it was taken back, by its class. */
  readonly reason: KillReason | null
}

const names = Object.entries(labels.signals).flatMap(([signal, words]) =>
  Object.values(words).map(word => [word, signal as Signal] as const),
)
const until = Object.values(labels.embargoedUntil).map(words => words.split('{until}') as [string, string])
const useUntil = Object.values(labels.expires).map(words => words.split('{until}') as [string, string])
const reasons = new Map(
  Object.entries(labels.reasons).flatMap(([reason, words]) =>
    Object.entries(words).map(
      ([language, word]) =>
        [labels.reason[language as keyof typeof words].replace('{reason}', word), reason as KillReason] as const,
    ),
  ),
)
const open = new Set<string>(Object.values(labels.embargoedOpen))
const replaced = Object.values(labels.replacedBy).map(words => words.split('{item}') as [string, string])

/** Takes apart the notes of a document, one or several in a text, a line each: the reverse of formats/labels.ts for formats that can carry nothing but words. */
export const readNotes = (texts: readonly (string | null)[]): Notes => {
  let [signal, openEmbargo, replacedBy]: [Signal | null, boolean, string | null] = [null, false, null]
  let [embargoUntil, embargoWords]: [Date | null, string | null] = [null, null]
  let [expires, reason]: [Date | null, KillReason | null] = [null, null]
  const words: string[] = []
  for (const line of texts.flatMap(text => (text ?? '').split(/\r?\n/u)).map(each => each.trim())) {
    const named = names.find(([name]) => line === name || line.startsWith(`${name}: `))
    const replacing = replaced.find(([before, after]) => line.startsWith(before) && line.endsWith(after))
    const end = momentIn(line, until)
    const lastUse = momentIn(line, useUntil)
    if (open.has(line)) openEmbargo = true
    else if (end !== undefined) embargoUntil = end
    else if (lastUse !== undefined) expires = lastUse
    else if (reasons.has(line)) reason = reasons.get(line) ?? null
    else if (replacing !== undefined) replacedBy = line.slice(replacing[0].length, line.length - replacing[1].length)
    else if (named !== undefined) {
      signal = named[1]
      words.push(line.slice(named[0].length + 2))
    } else {
      if (speaksOfEmbargo(line)) embargoWords ??= line
      words.push(line)
    }
  }
  const note = words.filter(line => line !== '').join('\n')
  const said = { signal, openEmbargo, embargoUntil, embargoWords, replacedBy, expires, reason }
  return { note: note === '' ? null : note, ...said }
}

const embargo =
  /^\W*(?:strictly )?embargo(?:ed)?(?:\W*$|\s*[:!–-]|\s+(?:un)?til\b|\s+(?:to|for)\b)|\bunder (?:strict )?embargo\b|^\W*(?:sperrfrist|hold for release)\b|\bnot for (?:publication|release|use) (?:before|until)\b/iu

/** Whether a line, as desks write them by hand, says that the story may not be published yet. */
export const speaksOfEmbargo = (line: string): boolean => embargo.test(line)

const momentIn = (line: string, words: readonly (readonly [string, string])[]): Date | undefined =>
  words.flatMap(([before, after]) => momentBetween(line, before, after) ?? [])[0]

/** The end of an embargo or of use between the words around it, as formats/labels.ts writes it; null where it is none. */
const momentBetween = (line: string, before: string, after: string): Date | null => {
  if (!line.startsWith(before) || !line.endsWith(after)) return null
  const found = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC$/u.exec(line.slice(before.length, line.length - after.length))
  const moment = found === null ? null : new Date(`${found[1]}T${found[2]}:00Z`)
  return moment === null || Number.isNaN(moment.getTime()) ? null : moment
}
