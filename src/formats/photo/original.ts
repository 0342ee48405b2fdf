import { type FileFacts, noFacts, type Packets } from '../../domain/file-facts.ts'
import { exifFactsIn } from './exif.ts'
import { factsOf } from './facts.ts'
import { type Dataset, datasetsIn, textsOf } from './iim.ts'
import { attempt } from './packets.ts'
import { type Property, propertiesIn } from './xmp-tree.ts'
import { type Values, valuesOf } from './xmp-values.ts'

/** The packets of an original, taken apart once. */
export interface Original {
  readonly properties: readonly Property[]
  readonly values: Values
  readonly datasets: readonly Dataset[]
  readonly exif: Buffer | null
  /** What they say, as `readPhoto` said it when the file came in. */
  readonly facts: FileFacts
  /** The same of XMP alone. */
  readonly inXmp: FileFacts
}

/** What cannot be read of them is absent. */
export const originalOf = ({ xmp, iim, exif }: Packets): Original => {
  const properties = xmp === null ? [] : (attempt(() => propertiesIn(xmp)) ?? [])
  const values = valuesOf(properties)
  const datasets = iim === null ? [] : (attempt(() => datasetsIn(Buffer.from(iim, 'base64'))) ?? [])
  const block = exif === null ? null : Buffer.from(exif, 'base64')
  const said = {
    xmp: xmp === null ? null : values,
    iim: datasets.length === 0 ? null : attempt(() => textsOf(datasets)),
    exif: block === null ? null : attempt(() => exifFactsIn(block)),
    iimIsNewer: false,
  }
  return {
    ...{ properties, values, datasets, exif: block },
    facts: attempt(() => factsOf(said)) ?? noFacts,
    inXmp: attempt(() => factsOf({ ...said, iim: null, exif: null })) ?? noFacts,
  }
}
