import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { memoryPages, validateXML } from 'xmllint-wasm'

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../schemas/${name}`, import.meta.url)), 'utf8')

/** What the NewsML-G2 2.35 schema (or plain XML syntax) says against these documents; nothing when all are valid.
 *  One call for many: loading the schema takes most of the time. */
export const newsmlG2Errors = async (documents: Readonly<Record<string, string>>): Promise<string[]> => {
  const xml = Object.entries(documents).map(([name, contents]) => ({ fileName: `${name}.xml`, contents }))
  if (xml.length === 0) throw new RangeError('no documents to validate')
  const result = await validateXML({
    xml,
    schema: { fileName: 'newsml-g2.xsd', contents: read('NewsML-G2_2.35-spec-All-Power.xsd') },
    preload: { fileName: 'xml.xsd', contents: read('xml.xsd') },
    initialMemoryPages: 128 * memoryPages.MiB,
    maxMemoryPages: 1024 * memoryPages.MiB,
  })
  const errors = result.errors.map(({ loc, message }) => `${loc?.fileName}:${loc?.lineNumber} ${message}`)
  return result.valid ? errors : [...errors, ...(errors.length === 0 ? [result.rawOutput] : [])]
}

/** What the ninjs 3.1 schema, formats checked, says against a document; nothing when it is valid. */
export const ninjsValidator = (): ((document: string) => string[]) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(JSON.parse(read('GeoJSON-schema.json')), 'https://geojson.org/schema/GeoJSON.json')
  const validate = ajv.compile(JSON.parse(read('ninjs-schema_3.1.json')))
  return document => {
    validate(JSON.parse(document))
    return (validate.errors ?? []).map(error => `${error.instancePath} ${error.message}`)
  }
}
