import { posix } from 'node:path'

/** One import or re-export: what is taken by name (`*` for everything), and from where; a file's path, or a package's name. */
export type Import = { names: string[]; from: string; isFile: boolean; isType: boolean }

/**
 * The imports of one source: static, of types, for effect, re-exported and dynamic. Statements begin a line, as the formatter puts them;
 * an `import(` whose name is computed comes out as from `?`.
 */
export const importsOf = (path: string, source: string): Import[] => {
  const text = withoutComments(source)
  const statements = [...text.matchAll(/^[ \t]*(?:import|export)\b([^'"`;]*?)\bfrom\s*(['"])([^'"\n]+)\2/gm)]
  const effects = [...text.matchAll(/^[ \t]*import\s*(['"])([^'"\n]+)\1/gm)]
  const dynamic = [...text.matchAll(/\bimport\s*\(\s*(?:(['"`])([^'"`\n]+)\1\s*[,)]|)/g)]
  return [
    ...statements.map(([, clause = '', , from = '']) => ({ ...takenBy(clause), ...resolved(path, from) })),
    ...effects.map(([, , from = '']) => ({ names: [], isType: false, ...resolved(path, from) })),
    ...dynamic.map(([, , from = '?']) => ({ names: ['*'], isType: false, ...resolved(path, from) })),
  ]
}

/** Whole-line and block comments, where prose may say "import x from"; a comment after code cannot begin a line. */
const withoutComments = (source: string): string =>
  source.replace(/^[ \t]*\/\/.*$/gm, '').replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, '')

const takenBy = (clause: string): { names: string[]; isType: boolean } => {
  const isType = /^\s*type\b(?!\s*,)/.test(clause)
  const inBraces = /\{([^}]*)\}/.exec(clause)?.[1] ?? ''
  const named = inBraces
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '' && !part.startsWith('type '))
    .map(part => part.split(/\s+as\s+/)[0] ?? part)
  const outside = clause.replace(/\{[^}]*\}/, '').replace(/^\s*type\b/, '')
  const everything = outside.includes('*') ? ['*'] : []
  const byDefault = /[\w$]/.test(outside.replace(/\*\s*(as\s+[\w$]+)?/, '')) ? ['default'] : []
  const onlyTypes = inBraces !== '' && named.length === 0 && everything.length === 0 && byDefault.length === 0
  return { names: [...everything, ...byDefault, ...named], isType: isType || onlyTypes }
}

const resolved = (path: string, from: string): { from: string; isFile: boolean } =>
  from.startsWith('.') ? { from: posix.join(posix.dirname(path), from), isFile: true } : { from, isFile: false }
