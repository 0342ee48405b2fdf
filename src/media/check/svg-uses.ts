/** As librsvg counts: what is drawn again and again by reference. */
const mostDrawn = 500_000
const mostReferences = 100_000

/** Counts what an SVG draws once everything it uses is unfolded. */
interface Uses {
  open(attributes: Readonly<Record<string, string>>, isUse: boolean): void
  close(): void
  /** What is wrong; null: nothing. */
  fault(): string | null
}

interface Part {
  /** Elements in it. */
  elements: number
  /** What it uses, and how often. */
  readonly uses: Map<string, number>
}

/** Follows the elements of a drawing as they open and close. */
export const createUses = (): Uses => {
  const whole: Part = { elements: 0, uses: new Map() }
  const named = new Map<string, Part>()
  const open: (Part | null)[] = []
  let references = 0
  return {
    open(attributes, isUse) {
      const id = attributes.id
      const part = id === undefined || named.has(id) ? null : { elements: 0, uses: new Map() }
      if (part !== null && id !== undefined) named.set(id, part)
      open.push(part)
      const href = isUse ? Object.entries(attributes).find(([name]) => /(?:^|:)href$/u.test(name))?.[1] : undefined
      const used = href?.trim().startsWith('#') ? href.trim().slice(1) : null
      if (used !== null) references++
      for (const each of [whole, ...open]) {
        if (each === null) continue
        each.elements++
        if (used !== null) each.uses.set(used, (each.uses.get(used) ?? 0) + 1)
      }
    },
    close() {
      open.pop()
    },
    fault() {
      if (references === 0) return null
      if (references > mostReferences) return `uses parts of itself ${references} times`
      const sizes = new Map<Part, number>()
      const sizeOf = (part: Part): number => {
        const known = sizes.get(part)
        if (known !== undefined) return known
        // What uses itself draws nothing; nor can it be counted.
        sizes.set(part, Number.POSITIVE_INFINITY)
        let size = part.elements
        for (const [id, times] of part.uses) {
          const used = named.get(id)
          if (used !== undefined) size += times * sizeOf(used)
        }
        sizes.set(part, size)
        return size
      }
      const drawn = sizeOf(whole)
      if (drawn === Number.POSITIVE_INFINITY) return 'uses a part of itself in that part'
      return drawn > mostDrawn ? `unfolds to ${drawn} elements by using parts of itself again and again` : null
    },
  }
}
