/** What one subscriber's stream must and must not carry, said again in the plainest way from the design, without the domain's own rules. */

export type ModelSignal = 'new' | 'update' | 'correction' | 'advisory' | 'withhold' | 'kill' | 'release'

export interface ModelItem {
  readonly id: string
  readonly firstSeq: number
  state: 'usable' | 'withheld' | 'killed'
  isEmbargoed: boolean
  lastSeq: number
  version: number
  readonly everIn: Set<string>
}

export interface ModelEntry {
  readonly seq: number
  readonly item: ModelItem
  readonly signal: ModelSignal
  readonly version: number
  readonly category: string
  readonly isEmbargoed: boolean
  readonly products: readonly string[]
  /** Every product that the item had been in by then. */
  readonly everIn: readonly string[]
}

/** The subscriber's contract and what its reader asks for. */
export interface ModelContract {
  product: string
  isTrusted: boolean
  /** The head of the wire when the contract ended; null: in force. */
  endedAfter: number | null
  category: string | null
}

type Face = 'full' | 'headline' | 'notice'

export interface Expected {
  readonly seq: number
  readonly face: Face
  /** The ledger may count an item as held of which only the notice was sent: then it need not come, but may. */
  readonly isSure: boolean
}

/** Which signals may come next, from the design's table. */
export const mayFollow = (item: ModelItem, signal: ModelSignal): boolean => {
  if (item.state === 'killed' || signal === 'new') return false
  if (signal === 'release') return item.isEmbargoed && item.state === 'usable'
  return item.state === 'usable' || signal !== 'update'
}

const recalls: readonly ModelSignal[] = ['correction', 'withhold', 'kill']

const faceOf = (contract: ModelContract, entry: ModelEntry): Face | null => {
  const { item, signal, products, everIn, isEmbargoed } = entry
  if (isEmbargoed && !contract.isTrusted) return null
  if (!everIn.includes(contract.product)) return null
  if (contract.endedAfter !== null) {
    return recalls.includes(signal) && item.firstSeq <= contract.endedAfter ? 'notice' : null
  }
  if (item.state !== 'usable' || signal === 'withhold' || signal === 'kill') return 'notice'
  return products.includes(contract.product) ? 'full' : 'headline'
}

/** Remembers what the subscriber has. */
export const createReaderModel = () => {
  const texts: { item: ModelItem; seq: number; isSure: boolean }[] = []
  return {
    /** The stretch of the wire that the reader goes over now, in order. */
    pass(contract: ModelContract, entries: readonly ModelEntry[]): Expected[] {
      const expected: Expected[] = []
      for (const entry of entries) {
        const { seq, item, signal, category } = entry
        const face = faceOf(contract, entry)
        if (face !== null && (contract.category === null || contract.category === category)) {
          expected.push({ seq, face, isSure: true })
          const isText = signal !== 'withhold' && signal !== 'kill'
          if (isText && contract.endedAfter === null) texts.push({ item, seq, isSure: face !== 'notice' })
        } else if (recalls.includes(signal)) {
          const held = texts.filter(text => text.item === item && text.seq < seq)
          if (held.length === 0) continue
          expected.push({ seq, face: face ?? 'notice', isSure: held.some(text => text.isSure) })
        }
      }
      return expected
    },
  }
}
