import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localPath } from './guard.ts'

test.each([
  ['/desk', '/desk'],
  ['/desk/items/dl:text:20261123:1001?tab=history', '/desk/items/dl:text:20261123:1001?tab=history'],
  ['/desk/../portal', '/desk'],
  ['/desk?q=a', '/desk?q=a'],
  ['/desktop', '/desk'],
  ['/portal', '/desk'],
  ['/desk/sign-in?next=/desk', '/desk'],
  ['/desk/sign-out', '/desk'],
  ['https://evil.example/desk', '/desk'],
  ['//evil.example/desk', '/desk'],
  ['/\\evil.example', '/desk'],
  ['/desk/\\..\\..//evil.example', '/desk'],
  ['/desk/../../evil', '/desk'],
  // The URL standard drops line ends, and what we send on is without them.
  ['/desk\n/x', '/desk/x'],
  ['javascript:alert(1)', '/desk'],
  ['', '/desk'],
  [undefined, '/desk'],
])('after signing in to the desk with next=%j one comes to %j', (next, to) => expect(localPath('desk', next)).toBe(to))

test('whatever next says, a browser that follows it stays on this host and in this realm', () => {
  const piece = fc.constantFrom('/desk', '/', '\\', '..', '//', 'evil.example', '@', ':', '?', '#', '%2f', '\t', 'a')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), pieces => {
      const url = new URL(localPath('desk', pieces.join('')), 'https://news.example')
      expect(url.origin).toBe('https://news.example')
      expect(url.pathname === '/desk' || url.pathname.startsWith('/desk/')).toBe(true)
    }),
    { numRuns: 3000 },
  )
})
