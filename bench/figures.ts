/** One number that a bench found. With `peer`, the number is the peer's, and `ratio` says how Dateline compares: above 1 is better. */
export interface Figure {
  readonly bench: string
  readonly metric: string
  readonly value: number
  readonly unit: string
  readonly peer: string | null
  readonly ratio: number | null
}

/** A bench as `npm run bench` knows it. */
export interface Bench {
  readonly sentence: string
  /** Its options with their defaults, all whole numbers. */
  readonly options: Readonly<Record<string, number>>
  /** @throws Error where something was not as it must be; never for being slow */
  run(options: Readonly<Record<string, number>>): Promise<Figure[]>
}

/** Figures of one bench: Dateline's own, and a peer's with the ratio between them. */
export const figuresOf = (bench: string) => ({
  own: (metric: string, value: number, unit: string): Figure => ({
    bench,
    metric,
    value: rounded(value),
    unit,
    peer: null,
    ratio: null,
  }),
  /** @param ratio Dateline's number over the peer's, or the other way round where less is better */
  peer: (peer: string, metric: string, value: number, unit: string, ratio: number | null = null): Figure => ({
    bench,
    metric,
    value: rounded(value),
    unit,
    peer,
    ratio: ratio === null ? null : rounded(ratio),
  }),
})

/** Three digits that mean something; whole numbers from 100 on. */
const rounded = (value: number): number => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)))

/** The figures as a table for people. */
export const tableOf = (figures: readonly Figure[]): string => {
  const rows = figures.map(({ bench, metric, value, unit, peer, ratio }) => [
    bench,
    metric,
    peer ?? 'Dateline',
    `${value >= 1000 ? value.toLocaleString('en') : value} ${unit}`,
    ratio === null ? '' : `${ratio} ×`,
  ])
  const all = [['bench', 'metric', 'of', 'value', 'Dateline is'], ...rows]
  const widths = [0, 1, 2, 3, 4].map(column => Math.max(...all.map(row => row[column]?.length ?? 0)))
  const line = (row: string[]) =>
    row
      .map((cell, column) => (column < 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  return all.map(line).join('\n')
}
