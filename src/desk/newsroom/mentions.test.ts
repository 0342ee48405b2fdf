import { expect, test } from 'vitest'
import { mentionedIn } from './mentions.ts'

const staff = [
  { id: 'p1', name: 'Night editor' },
  { id: 'p2', name: 'Night' },
  { id: 'p3', name: 'İzmir bürosu' },
  { id: 'p4', name: 'مكتب أنقرة' },
]

test.each([
  ['@Night editor please look', ['p1']],
  ['@night: and then @NIGHT EDITOR', ['p2', 'p1']],
  ['@izmir burosu bakar mı', ['p3']],
  ['يا @مكتب انقرة، انظر', ['p4']],
  ['@Nightingale sings; mail desk@night', ['p2']],
  ['@ nobody and @', []],
  ['@Night @Night', ['p2']],
])('%s', (note, ids) => expect(mentionedIn(note, staff)).toEqual(ids))
