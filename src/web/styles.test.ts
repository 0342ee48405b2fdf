import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const sheet = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8')

/** The colours that the block after a selector sets. */
const colours = (selector: string): Map<string, string> => {
  const start = sheet.indexOf(`${selector} {`)
  const block = sheet.slice(start, sheet.indexOf('}', start))
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name = '', colour = '']) => [name, colour]))
}

const light = colours(':root')
const dark = new Map([...light, ...colours(':root[data-theme="dark"]')])

/** WCAG 2.2, relative luminance. */
const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(at => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const tones = ['flash', 'urgent', 'correction', 'embargo', 'killed', 'update']
const pairs: [string, string, number][] = [
  ...['ink', 'ink-2', 'accent', ...tones].map((name): [string, string, number] => [name, 'paper', 7]),
  ...['paper', 'ground', 'wash', 'selected', 'raised'].map((name): [string, string, number] => ['ink-3', name, 4.5]),
  ...['ink', 'ink-2'].map((name): [string, string, number] => [name, 'selected', 7]),
  ...tones.map((name): [string, string, number] => [name, `${name}-tint`, 4.5]),
  ['on-accent', 'accent', 4.5],
  ['on-solid', 'flash-solid', 4.5],
  ['line-strong', 'raised', 3],
]

for (const [theme, tokens] of Object.entries({ light, dark })) {
  test.each(pairs)(`${theme}: %s on %s has a contrast of at least %d to 1`, (ink, paper, least) =>
    expect(contrast(tokens.get(ink) ?? '#808080', tokens.get(paper) ?? '#808080')).toBeGreaterThanOrEqual(least),
  )
}

test('dark is the same, whether the device or the reader asks for it', () => {
  const asked = colours(':root[data-theme="dark"]')
  expect(asked.size).toBeGreaterThan(20)
  expect(colours(':root:not([data-theme="light"])')).toEqual(asked)
})
