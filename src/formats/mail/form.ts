import { complete, type Found } from '../read/complete.ts'
import { readMoment } from '../read/moments.ts'
import { priorityOfUrgency } from '../read/standing.ts'
import type { ReadDefaults, ReadItem } from '../reading.ts'
import { bodyOfText } from './words.ts'

const known = new Set([
  'headline',
  'body',
  'abstract',
  'slugline',
  'byline',
  'category',
  'priority',
  'dateline',
  'place',
  'language',
  'timestamp',
  'keywords',
  'news value',
  'username',
  'desk',
  'sign off',
])

/** A story that a newsroom's web form sends by mail: JSON whose members are the form's fields by their labels, each a text or a list of texts. The line breaks of the
 *  mail may stand inside its texts. @param found what the mail itself says @returns null where the text is no such form */
export const readForm = (text: string, found: Found, defaults: ReadDefaults): ReadItem | null => {
  const fields = fieldsOf(text)
  if (fields === null || !(fields.has('headline') || fields.has('body'))) return null
  const field = (name: string): string | null => fields.get(name)?.join('\n') ?? null
  const unknown = [...fields].filter(([name]) => !known.has(name))
  const others = ['desk', 'sign off', 'news value'].flatMap(name =>
    field(name) === null ? [] : [[name, field(name)] as const],
  )
  const { dateline, body } = bodyOfText(field('body') ?? '')
  return complete(
    {
      ...found,
      headline: field('headline') ?? found.headline ?? null,
      summary: field('abstract'),
      body,
      dateline: field('dateline') ?? field('place') ?? dateline,
      bylines: fields.get('byline') ?? [],
      keywords: [...(fields.get('slugline') ?? []), ...(fields.get('keywords') ?? [])],
      categoryWords: (fields.get('category') ?? []).flatMap(words => [words, ...words.split(' ').slice(0, 10)]),
      priority: priorityOfUrgency(field('priority')),
      language: field('language') ?? found.language ?? null,
      versionCreated: found.versionCreated ?? readMoment(field('timestamp'), defaults.timeZone),
      remarks: [
        ...(found.remarks ?? []),
        ...[...others, ...unknown.map(([name, words]) => [name, words.join(', ')] as const)].map(
          ([name, words]) => ({ kind: 'lost', field: name, detail: `"${words?.slice(0, 80)}"` }) as const,
        ),
      ],
    },
    defaults,
  )
}

const mostFields = 100

const fieldsOf = (text: string): Map<string, string[]> | null => {
  const value = parsed(text) ?? parsed(text.replace(/[\r\n\t]+/gu, ' '))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const fields = new Map<string, string[]>()
  for (const [name, words] of Object.entries(value).slice(0, mostFields)) {
    const list = (Array.isArray(words) ? words : [words]).filter(each => typeof each === 'string' && each.trim() !== '')
    if (list.length > 0) fields.set(name.trim().toLowerCase().slice(0, 60), list)
  }
  return fields
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
