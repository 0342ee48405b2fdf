import { expect } from 'vitest'
import type { ModelEntry } from './reader-model.ts'
import type { Frame } from './stream-client.ts'

/** Of every frame: only the words of its own version, as far as its face goes; and none of an item that it was told to remove. */
export const checkWords = (seen: readonly Frame[], entries: readonly ModelEntry[]): void => {
  const gone = new Set<string>()
  for (const { event, data } of seen) {
    if (event !== 'entry') continue
    const words = JSON.stringify(data).match(/n\d+v\d+[hb]/gu) ?? []
    const entry = entries.find(each => each.seq === data.seq)
    const own = `n${entry?.item.firstSeq}v`
    for (const word of words) {
      expect(word.startsWith(own), `${word} in ${data.seq}`).toBe(true)
      expect(gone.has(data.item), `${word} after the kill`).toBe(false)
      expect(data.face, word).toMatch(word.endsWith('b') ? /^full$/u : /^(full|headline)$/u)
    }
    if (data.face === 'full') expect(words.length).toBeGreaterThan(0)
    if (data.signal === 'kill') gone.add(data.item)
  }
}
