import carried from '../formats/carried.json' with { type: 'json' }

const begin = '<!-- carried -->'
const end = '<!-- /carried -->'

/** docs/formats.md with the table of what each format cannot carry between its two markers. @throws RangeError where they are missing */
export const formatsWithTable = (document: string): string => {
  const [before, rest] = [document.indexOf(begin), document.indexOf(end)]
  if (before < 0 || rest < before) throw new RangeError(`docs/formats.md has no ${begin} … ${end}`)
  return `${document.slice(0, before)}${begin}\n${table()}\n${document.slice(rest)}`
}

const table = (): string => {
  const rows = Object.entries(carried).flatMap(([format, fields]) =>
    reasonsOf(fields).map(([why, names], n) => `| ${n === 0 ? `\`${format}\`` : ''} | ${names.join(', ')} | ${why} |`),
  )
  return ['| format | cannot carry | why |', '|---|---|---|', ...rows].join('\n')
}

/** Fields by the reason that they have in common. */
const reasonsOf = (fields: Readonly<Record<string, string>>): [string, string[]][] => {
  const found = new Map<string, string[]>()
  for (const [field, why] of Object.entries(fields)) found.set(why, [...(found.get(why) ?? []), field])
  return [...found]
}
