import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'

const require = createRequire(import.meta.url)

interface Family {
  readonly name: string
  readonly package: string
  readonly subsets: readonly string[]
  /** File name of a subset in the package, without folder and ending. */
  readonly files: readonly { readonly suffix: string; readonly weight: string; readonly style: 'normal' | 'italic' }[]
}

const upright = (weight: number) => ({ suffix: `${weight}-normal`, weight: String(weight), style: 'normal' }) as const

const latin = ['latin', 'latin-ext']

const sans: readonly Family[] = [
  {
    name: 'IBM Plex Sans',
    package: '@fontsource/ibm-plex-sans',
    subsets: latin,
    files: [upright(400), upright(500), upright(600), { suffix: '400-italic', weight: '400', style: 'italic' }],
  },
  {
    name: 'IBM Plex Sans Arabic',
    package: '@fontsource/ibm-plex-sans-arabic',
    subsets: ['arabic'],
    files: [upright(400), upright(500), upright(600)],
  },
  { name: 'IBM Plex Mono', package: '@fontsource/ibm-plex-mono', subsets: latin, files: [upright(400)] },
]

const serif: readonly Family[] = [
  {
    name: 'Newsreader',
    package: '@fontsource-variable/newsreader',
    subsets: latin,
    files: [
      { suffix: 'opsz-normal', weight: '200 800', style: 'normal' },
      { suffix: 'wght-italic', weight: '200 800', style: 'italic' },
    ],
  },
  {
    name: 'Noto Naskh Arabic',
    package: '@fontsource-variable/noto-naskh-arabic',
    subsets: ['arabic'],
    files: [{ suffix: 'wght-normal', weight: '400 700', style: 'normal' }],
  },
]

export const fontSets = { sans, serif } as const
export type FontSet = keyof typeof fontSets

export interface FontFile {
  readonly name: string
  readonly bytes: Buffer
}

interface Face {
  readonly file: FontFile
  /** The `@font-face` rule, given the address of its file. */
  readonly css: (href: string) => string
}

/** The faces of a set, read from their packages: only the subsets that our languages need. */
export const readFonts = (set: FontSet): Face[] =>
  fontSets[set].flatMap(family => {
    const ranges = JSON.parse(readFileSync(require.resolve(`${family.package}/unicode.json`), 'utf8')) as Record<
      string,
      string
    >
    const stem = basename(family.package)
    return family.subsets.flatMap(subset =>
      family.files.map(({ suffix, weight, style }): Face => {
        const name = `${stem}-${subset}-${suffix}.woff2`
        const bytes = readFileSync(require.resolve(`${family.package}/files/${name}`))
        return {
          file: { name, bytes },
          css: href =>
            `@font-face{font-family:"${family.name}";font-style:${style};font-weight:${weight};font-display:swap;` +
            `src:url(${href}) format("woff2");unicode-range:${ranges[subset]}}\n`,
        }
      }),
    )
  })
