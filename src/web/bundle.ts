import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (path: string): URL => new URL(path, import.meta.url)
const entry = './editor/main.ts'
/** What the bundle is made of, with the versions of its packages: the same files give the same script. */
const folders = ['./editor/', './margin/', '../domain/', './client/']

/** The script of the page on which items are written, with all that it imports. */
export interface Bundle {
  /** Told from other scripts by what it is made of, without making it. */
  readonly sources: Buffer
  /** Makes it (some 400 ms), once. @throws an error of esbuild where it cannot be made */
  readonly make: () => Promise<Buffer>
}

export const editorBundle = (): Bundle => {
  let made: Promise<Buffer> | null = null
  return { sources: readSources(), make: () => (made ??= makeBundle()) }
}

const readSources = (): Buffer => {
  const files = folders.flatMap(folder =>
    readdirSync(here(folder))
      .filter(name => /\.[jt]s$/u.test(name) && !name.includes('.test.'))
      .sort()
      .map(name => here(folder + name)),
  )
  return Buffer.concat([here('../../package.json'), ...files].map(file => readFileSync(file)))
}

const makeBundle = async (): Promise<Buffer> => {
  // Only those who write need it, so that a start does not wait for it.
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(here(entry))],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  })
  const [script] = outputFiles
  if (script === undefined) throw new Error('the editor was bundled into nothing')
  return Buffer.from(script.contents)
}

/** A script as it is served: without what only its readers need. */
export const minifyScript = async (source: string): Promise<Buffer> => {
  const { transform } = await import('esbuild')
  const { code } = await transform(source, {
    ...{ minify: true, format: 'esm', target: 'es2022', charset: 'utf8', legalComments: 'none' },
  })
  return Buffer.from(code)
}
