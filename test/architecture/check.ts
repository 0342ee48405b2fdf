import { type Import, importsOf } from './imports.ts'
import { mayImport, onlyWay, withoutTelemetry } from './table.ts'

/** Path from the root of the checkout, with slashes → text. */
export type Files = ReadonlyMap<string, string>

const ceiling = 250

/** Everything in which these files break DESIGN's rules, one sentence each; that there are none to look at is one too. */
export const violations = (files: Files): string[] => {
  const sources = [...files].filter(([path]) => /^src\/.*\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  if (sources.length === 0) return ['There are no files under src/ to look at: the check would pass on nothing.']
  const graph = new Map(sources.map(([path, text]) => [path, importsOf(path, text)]))
  return [
    ...[...graph].flatMap(([path, imports]) => imports.flatMap(taken => wrongImport(path, taken))),
    ...cycles(graph),
    ...sources.flatMap(([path, text]) => strayQuery(path, text, graph.get(path) ?? [])),
    ...[...files].flatMap(([path, text]) => tooLong(path, text)),
  ]
}

/** `src/channels/has/rate.ts` → `channels`, and `channels/has` as its unit: channels do not import each other. */
const folderOf = (path: string): string =>
  path
    .replace(/^src\//, '')
    .split('/')[0]
    ?.replace(/\.tsx?$/, '') ?? ''

const unitOf = (path: string): string => /^src\/(channels\/[^/]+)\//.exec(path)?.[1] ?? folderOf(path)

const wrongImport = (path: string, taken: Import): string[] => {
  const folder = folderOf(path)
  const says = `${path} imports ${taken.from}`
  if (folder === 'main' || folder === 'server') return []
  const allowed = mayImport[folder]
  if (!allowed) return [`${path} is in no folder of the import table.`]
  if (taken.from === '?') return [`${path} imports by a computed name, which nobody can check.`]
  if (!taken.isFile) return folder === 'domain' ? [`${says}: domain imports no package.`] : []
  if (!taken.from.startsWith('src/')) return [`${says}: nothing under src/ imports from outside it.`]
  return [...wrongFolder(path, taken, allowed, says), ...otherWay(path, taken, says)]
}

const wrongFolder = (path: string, taken: Import, allowed: readonly string[], says: string): string[] => {
  const [folder, target] = [folderOf(path), folderOf(taken.from)]
  if (target === folder) return unitOf(path) === unitOf(taken.from) ? [] : [`${says}: no channel imports another.`]
  if (target === 'telemetry' && !withoutTelemetry.includes(folder)) return []
  if (allowed.includes(target) || allowed.includes(taken.from.replace(/^src\//, ''))) return []
  return [`${says}: ${folder} may import ${allowed.length > 0 ? allowed.join(', ') : 'nothing'}.`]
}

const otherWay = (path: string, taken: Import, says: string): string[] =>
  onlyWay
    .filter(way => taken.from === `src/${way.from}` && path !== `src/${way.by}` && !taken.isType)
    .filter(way => taken.names.some(name => name === '*' || way.taken.test(name)))
    .map(way => `${says}: only ${way.by} may take what leads to the wire from there.`)

const cycles = (graph: Map<string, Import[]>): string[] => {
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string, trail: string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) found.push(`${[...trail.slice(start), path].join(' → ')}: files import each other in a circle.`)
    if (start >= 0 || done.has(path)) return
    for (const { from } of graph.get(path) ?? []) if (graph.has(from)) visit(from, [...trail, path])
    done.add(path)
  }
  for (const path of graph.keys()) visit(path, [])
  return found
}

const queryTag = /\b(?:sql|db|tx|trx|transaction|connection|pool)(?:<[^`]*>)?`|\.unsafe\(/
const queryText =
  /['"`]\s*(?:(?:select|SELECT)\s[^'"`]*\s(?:from|FROM)\s|(?:insert|INSERT)\s+(?:into|INTO)\s|(?:update|UPDATE)\s+\w+\s+(?:set|SET)\s|(?:delete|DELETE)\s+(?:from|FROM)\s|(?:create|CREATE|alter|ALTER|drop|DROP)\s+(?:table|TABLE|view|VIEW|role|ROLE)\s)/

const strayQuery = (path: string, text: string, imports: Import[]): string[] => {
  if (path.startsWith('src/store/')) return []
  const isQuery = queryTag.test(text) || queryText.test(text) || imports.some(({ from }) => from === 'postgres')
  return isQuery ? [`${path} holds SQL: only src/store/ may.`] : []
}

const tooLong = (path: string, text: string): string[] => {
  if (!/^(?:src|test|bench)\/.*\.(?:tsx?|css)$/.test(path)) return []
  const lines = text.replace(/\n$/, '').split('\n').length
  return lines > ceiling ? [`${path} has ${lines} lines: ${ceiling} is the ceiling.`] : []
}
