import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ReadFormat } from '../formats/reading.ts'

/** A schema that we have, by the name that reports use. */
export type SchemaName = 'NewsML-G2 2.35' | 'NITF 3.6' | 'ninjs 1.6' | 'ninjs 2.2' | 'ninjs 3.1' | 'JSON Feed 1.1'

/** Documents to be checked, each by a name that its errors begin with. */
export type Documents = Readonly<Record<string, string>>

/** What a schema says against these documents; nothing when all are valid. One call for many: loading a schema takes most of the time. The validators are
 *  loaded at the first call, and nothing is fetched. */
export const schemaErrors = async (schema: SchemaName, documents: Documents): Promise<string[]> => {
  if (Object.keys(documents).length === 0) throw new RangeError('no documents to validate')
  switch (schema) {
    case 'NewsML-G2 2.35':
      return xsdErrors('G2-multi-schema-2.35.xsd', ['NewsML-G2_2.35-spec-All-Power.xsd', 'ODRL22.xsd'], documents)
    case 'NITF 3.6':
      return xsdErrors('nitf-3-6.xsd', ['nitf-3-6-ruby-include.xsd'], documents)
    case 'ninjs 1.6':
      return jsonErrors('ninjs-schema_1.6.json', documents)
    case 'ninjs 2.2':
      return jsonErrors('ninjs-schema_2.2.json', documents)
    case 'ninjs 3.1':
      return jsonErrors('ninjs-schema_3.1.json', documents)
    case 'JSON Feed 1.1':
      return jsonErrors('jsonfeed_1.1.json', documents)
    default:
      return schema satisfies never
  }
}

/** The schema that is asked for a document: the newest of its format that we have, of its major version where they differ; null: there is none for it. */
export const schemaFor = (format: ReadFormat, formatVersion: string | null): SchemaName | null => {
  const major = formatVersion?.split('.', 1)[0] ?? ''
  switch (format) {
    case 'newsml-g2':
      return 'NewsML-G2 2.35'
    case 'nitf':
      return 'NITF 3.6'
    case 'ninjs':
      return major === '1' ? 'ninjs 1.6' : major === '2' ? 'ninjs 2.2' : 'ninjs 3.1'
    case 'json-feed':
      return 'JSON Feed 1.1'
    default:
      return null
  }
}

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../formats/schemas/${name}`, import.meta.url)), 'utf8')

const xsdErrors = async (main: string, others: readonly string[], documents: Documents): Promise<string[]> => {
  const { memoryPages, validateXML } = await import('xmllint-wasm')
  const names = Object.keys(documents)
  const file = (name: string) => ({ fileName: name, contents: read(name) })
  const result = await validateXML({
    // The names of documents may be those of files anywhere; inside they are numbers.
    xml: Object.values(documents).map((contents, n) => ({ fileName: `${n}.xml`, contents })),
    schema: file(main),
    preload: [...others, 'xml.xsd'].map(file),
    initialMemoryPages: 128 * memoryPages.MiB,
    maxMemoryPages: 1024 * memoryPages.MiB,
  })
  const errors = result.errors.map(({ loc, message }) => {
    const name = names[Number.parseInt(loc?.fileName ?? '', 10)]
    return name === undefined ? message : `${name}:${loc?.lineNumber} ${message.replace(/\{[^}]*\}/gu, '')}`
  })
  return result.valid ? errors : [...errors, ...(errors.length === 0 ? [result.rawOutput] : [])]
}

const jsonErrors = async (schema: string, documents: Documents): Promise<string[]> => {
  const validate = await compiled(schema)
  return Object.entries(documents).flatMap(([name, text]) => {
    validate(JSON.parse(text))
    return (validate.errors ?? []).map(error => {
      const more = 'unevaluatedProperty' in error.params ? ` "${error.params.unevaluatedProperty}"` : ''
      return `${name} ${error.instancePath || '/'} ${error.message}${more}`
    })
  })
}

const compiled = async (name: string) => {
  const schema = JSON.parse(read(name))
  const { Ajv2020 } = await import('ajv/dist/2020.js')
  const { Ajv } = await import('ajv')
  const { default: addFormats } = await import('ajv-formats')
  const options = { strict: false, allErrors: true }
  const isNew = String(schema.$schema).includes('2020-12')
  const ajv = isNew ? new Ajv2020(options) : new Ajv(options)
  addFormats.default(ajv)
  // Only ninjs from 2.1 refers to it, and an older validator does not take it.
  if (isNew) ajv.addSchema(JSON.parse(read('GeoJSON-schema.json')), 'https://geojson.org/schema/GeoJSON.json')
  return ajv.compile(schema)
}
