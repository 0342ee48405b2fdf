import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { formatsWithTable } from './formats-docs.ts'
import { envExample, readmeWithSettings } from './settings-docs.ts'

const root = new URL('../../', import.meta.url)

/** Writes what the documents take from the code: the settings in `.env.example` and README.md, what formats carry in docs/formats.md. @returns the files written */
export const writeDocs = (): string[] => {
  const exampleFile = fileURLToPath(new URL('.env.example', root))
  const readmeFile = fileURLToPath(new URL('README.md', root))
  writeFileSync(exampleFile, envExample())
  const readme = existsSync(readmeFile) ? readFileSync(readmeFile, 'utf8') : '# Dateline\n'
  writeFileSync(readmeFile, readmeWithSettings(readme))
  const formatsFile = fileURLToPath(new URL('docs/formats.md', root))
  writeFileSync(formatsFile, formatsWithTable(readFileSync(formatsFile, 'utf8')))
  return [exampleFile, readmeFile, formatsFile]
}

// `npm run docs`
if (process.argv[1] === fileURLToPath(import.meta.url)) writeDocs()
