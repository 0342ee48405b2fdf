import { settingsTable } from '../config/table.ts'

const begin = '<!-- settings -->'
const end = '<!-- /settings -->'

/** `.env.example`: every setting with its sentence, commented out at its default. */
export const envExample = (): string =>
  settingsTable
    .map(row => `# ${row.sentence}\n# Expected: ${row.expected}.\n#${row.name}=${row.default ?? ''}\n`)
    .join('\n')

/** The README with the table of settings between its two markers, added at the end where they are missing. */
export const readmeWithSettings = (readme: string): string => {
  const block = `${begin}\n${table()}\n${end}`
  const [before, rest] = [readme.indexOf(begin), readme.indexOf(end)]
  if (before < 0 || rest < before) return `${readme.trimEnd()}\n\n${block}\n`
  return readme.slice(0, before) + block + readme.slice(rest + end.length)
}

const table = (): string =>
  ['| setting | default | what it says |', '|---|---|---|', ...settingsTable.map(rowOf)].join('\n')

const rowOf = (row: (typeof settingsTable)[number]): string => {
  const shown = row.defaultInWords ?? (row.default === null ? '–' : `\`${row.default}\``)
  return `| \`${row.name}\` | ${shown} | ${row.sentence} Expected: ${row.expected}. |`
}
