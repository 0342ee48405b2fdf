import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname } from 'node:path'
import { editorBundle, minifyScript } from './bundle.ts'
import { readFonts } from './fonts.ts'
import { stylesheets } from './stylesheets.ts'

const require = createRequire(import.meta.url)
const here = (path: string): URL => new URL(path, import.meta.url)

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

interface Asset {
  readonly read: () => Promise<Buffer>
  readonly type: string
  /** Compressed forms, each made when first asked for. */
  readonly encoded: Map<string, Promise<Buffer>>
}

/** The files that pages use, in memory, each under an address that names its content. */
export interface Assets {
  /** @throws RangeError for a name that does not exist */
  readonly href: (name: string) => string
  /** By the last part of the address, such as `desk.4f2a….css`. */
  readonly find: (file: string) => Asset | undefined
}

/** Reads fonts, style sheets and scripts and gives each its address (some ten milliseconds). `editor.js` is bundled when its address is first
 *  asked for. */
export const createAssets = (): Assets => {
  const hrefs = new Map<string, string>()
  const files = new Map<string, Asset>()
  const add = (name: string, bytes: Buffer, read = () => Promise.resolve(bytes)): string => {
    const known = hrefs.get(name)
    if (known !== undefined) return known
    const ending = extname(name)
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
    const file = `${name.slice(0, -ending.length)}.${hash}${ending}`
    files.set(file, { read, type: types[ending] ?? 'application/octet-stream', encoded: new Map() })
    hrefs.set(name, `/assets/${file}`)
    return `/assets/${file}`
  }
  const bundle = editorBundle()
  const href = (name: string): string => {
    // Whoever asks for the address will soon ask for the script; one that cannot be made is told to them.
    if (name === 'editor.js') bundle.make().catch(() => {})
    const address = hrefs.get(name)
    if (address === undefined) throw new RangeError(`no asset is called ${name}`)
    return address
  }
  add('icon.svg', readFileSync(here('./icon.svg')))
  addStylesheets(add)
  addScripts(add, href)
  add('editor.js', bundle.sources, bundle.make)
  return { href, find: file => files.get(file) }
}

type Add = (name: string, bytes: Buffer, read?: () => Promise<Buffer>) => string

const addStylesheets = (add: Add): void => {
  for (const [name, { fonts, parts }] of Object.entries(stylesheets)) {
    const faces = readFonts(fonts).map(face => face.css(add(face.file.name, face.file.bytes)))
    const rules = parts.map(part => readFileSync(here(`./styles/${part}`), 'utf8'))
    add(name, Buffer.from([...faces, ...rules].join('\n')))
  }
}

/** What scripts import from gets its address, leaves first; each is made small when it is first asked for. */
const addScripts = (add: Add, href: (name: string) => string): void => {
  const sources = new Map<string, string>()
  for (const name of readdirSync(here('./client/')).filter(each => each.endsWith('.js'))) {
    sources.set(name, readFileSync(here(`./client/${name}`), 'utf8'))
  }
  // As a module there is only the form with all of its comments, 9 kB more on every live page.
  const morph = readFileSync(require.resolve('idiomorph/dist/idiomorph.min.js'), 'utf8')
  sources.set('idiomorph.js', `${morph}\nexport { Idiomorph }\n`)
  const done: string[] = []
  const place = (name: string, above: readonly string[]): string => {
    if (done.includes(name)) return href(name)
    const source = sources.get(name)
    if (source === undefined) throw new RangeError(`no script is called ${name}`)
    if (above.includes(name)) throw new RangeError(`scripts import each other: ${[...above, name].join(' → ')}`)
    const placed = source.replace(
      /(^import [^'"\n]*?|await import\()(['"])(\.\/|)([\w-]+?)(?:\.js)?\2/gm,
      (_, head: string, quote: string, _dot: string, target: string) =>
        `${head}${quote}${place(`${target}.js`, [...above, name])}${quote}`,
    )
    let made: Promise<Buffer> | null = null
    const address = add(name, Buffer.from(placed), () => (made ??= minifyScript(placed)))
    done.push(name)
    return address
  }
  for (const name of sources.keys()) place(name, [])
}
