import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { envExample, readmeWithSettings } from './settings-docs.ts'

const root = new URL('../../', import.meta.url)

/** Writes what the documents take from the code: the settings in `.env.example` and README.md. @returns the files written */
export const writeDocs = (): string[] => {
  const exampleFile = fileURLToPath(new URL('.env.example', root))
  const readmeFile = fileURLToPath(new URL('README.md', root))
  writeFileSync(exampleFile, envExample())
  const readme = existsSync(readmeFile) ? readFileSync(readmeFile, 'utf8') : '# Dateline\n'
  writeFileSync(readmeFile, readmeWithSettings(readme))
  return [exampleFile, readmeFile]
}

// `npm run docs`
if (process.argv[1] === fileURLToPath(import.meta.url)) writeDocs()
