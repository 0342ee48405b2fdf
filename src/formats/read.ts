import { readAnpa } from './anpa/read.ts'
import { readApMedia } from './ap-media/read.ts'
import { readEntry } from './dateline/read.ts'
import { detect } from './detect.ts'
import { readAtom } from './feeds/read-atom.ts'
import { readJsonFeed } from './feeds/read-json-feed.ts'
import { readRss } from './feeds/read-rss.ts'
import { fileKind, readFile } from './file/read.ts'
import { readIptc7901 } from './iptc7901/read.ts'
import { readMail } from './mail/read.ts'
import { readNewsml1 } from './newsml-1/read.ts'
import { readNewsmlG2 } from './newsml-g2/read.ts'
import { readNinjs } from './ninjs/read.ts'
import { readNitf } from './nitf/read.ts'
import { decode } from './read/charset.ts'
import { type ReadDefaults, type Reading, type Source, Unreadable } from './reading.ts'
import { readTextItem } from './text/read-item.ts'
import { readTimeline } from './timeline/read.ts'

/** A document that could not be read, with the reason in a sentence. */
export interface Failure {
  readonly failure: string
}

/** Reads the items of a document in whatever format it is, told by the bytes. Nothing that the bytes hold makes it throw. */
export const readDocument = async (bytes: Uint8Array, defaults: ReadDefaults): Promise<Reading | Failure> => {
  try {
    const kind = fileKind(bytes)
    if (kind !== null) return await readFile(bytes, kind, defaults)
    const { text, charset, guessed } = decode(bytes, { contentType: defaults.contentType, fallback: defaults.charset })
    const reading = await dispatch({ bytes, text, defaults })
    if (!guessed) return reading
    const remark = { kind: 'guessed', field: 'charset', detail: `not said and not UTF-8; read as ${charset}` } as const
    return { ...reading, items: reading.items.map(item => ({ ...item, remarks: [...item.remarks, remark] })) }
  } catch (error) {
    if (error instanceof Unreadable) return { failure: error.message }
    // A reader that trips over a document is at fault, and so is the document: it waits for one that is mended.
    return { failure: `the reader failed: ${error instanceof Error ? error.message : String(error)}` }
  }
}

const dispatch = async (source: Source): Promise<Reading> => {
  const found = detect(source)
  switch (found.format) {
    case 'newsml-g2':
      return readNewsmlG2(found.root, source)
    case 'newsml-1':
      return readNewsml1(found.root, source)
    case 'nitf':
      return readNitf(found.root, source)
    case 'rss':
      return readRss(found.root, source)
    case 'atom':
      return readAtom(found.root, source)
    case 'json-feed':
      return readJsonFeed(found.value, source)
    case 'ninjs':
    case 'ninjs-superdesk':
      return readNinjs(found.value, source)
    case 'ap-media':
      return readApMedia(found.value, source)
    case 'dateline':
      return readEntry(found.value, source)
    case 'timeline':
      return readTimeline(found.value, source)
    case 'iptc7901':
      return readIptc7901(source)
    case 'anpa':
      return readAnpa(source)
    case 'mail':
      return readMail(source, readDocument)
    case 'text':
      return readTextItem(source)
    default:
      return found satisfies never
  }
}
