import codes from './countries.json' with { type: 'json' }

const byThree: Readonly<Record<string, string>> = codes
const byTwo = new Map(Object.entries(byThree).map(([three, two]) => [two, three]))

/** ISO 3166-1 alpha-2 of a code of two or three letters, in capitals; null for what is none. */
export const twoLetters = (code: string | null): string | null => {
  const capitals = (code ?? '').trim().toUpperCase()
  if (byTwo.has(capitals)) return capitals
  return Object.hasOwn(byThree, capitals) ? (byThree[capitals] ?? null) : null
}

/** The three letters that IIM has room for. */
export const threeLetters = (code: string): string => byTwo.get(code) ?? code
